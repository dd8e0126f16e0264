import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Problem } from '../result';

/** True of the tool that n8n makes of a node for AI agents; it is named after the node. */
export function isTool(context: IExecuteFunctions): boolean {
	return callArguments(context) !== undefined || context.getNode().type.endsWith('Tool');
}

/** The arguments of a call, where an agent runs its tool itself. Otherwise n8n runs the tool like any other node. */
export function callArguments(context: IExecuteFunctions): IDataObject | undefined {
	// Types promise it, but older n8n has it not. There the context of a tool is that of other sub-nodes of an agent.
	const { isToolExecution } = context as Partial<Pick<IExecuteFunctions, 'isToolExecution'>>;
	const isCalled = isToolExecution?.call(context) ?? 'getNextRunIndex' in context;
	return isCalled ? context.getInputData()[0]?.json : undefined;
}

/**
 * Where an agent has two of one tool, n8n numbers the calls of each from the same number on, and `$fromAI` gives the second
 * call what the first one asked for (`makeHandleToolInvocation` of n8n-core 2.41.1, `handleFromAi` of n8n-workflow). Its
 * message would go out in place of the right one.
 */
export function findMixedUpCall(context: IExecuteFunctions): Problem | undefined {
	const call = callArguments(context);
	if (call === undefined) return undefined;
	const { $fromAI } = context.getWorkflowDataProxy(0) as unknown as {
		$fromAI(name: string): unknown;
	};
	const isAsked = ([name, value]: [string, unknown]): boolean => {
		try {
			return JSON.stringify($fromAI(name)) === JSON.stringify(value);
		} catch {
			// A name that no expression can ask for.
			return true;
		}
	};
	return Object.entries(call).every(isAsked)
		? undefined
		: {
				field: 'receiver',
				message: 'n8n mixed up two calls of this tool, so this one did nothing',
				hint: 'It gave the call what another call asked for. Call the tool once more, after the other call is done.',
			};
}
