import type { IExecuteFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { Question } from './question';

/**
 * The question that an execution waits with, in the node's context: n8n saves it with the execution, so it is there after
 * a restart and in every process. As text, because n8n's expressions hand out objects as proxies.
 */
export function rememberQuestion(context: IExecuteFunctions, question: Question): void {
	context.getContext('node')[KEY] = JSON.stringify(question);
}

/** Undefined when none was remembered. */
export function askedQuestion(context: IWebhookFunctions): Question | undefined {
	// Webhooks have no getContext; expressions read it. A brace in the name would end the expression.
	const name = JSON.stringify(context.getNode().name).replace(/[{}]/g, (brace) =>
		brace === '{' ? '\\u007b' : '\\u007d',
	);
	const stored = context.evaluateExpression(`{{ $node[${name}].context.${KEY} }}`);
	return typeof stored === 'string' ? (JSON.parse(stored) as Question) : undefined;
}

const KEY = 'feishuHelpdeskQuestion';
