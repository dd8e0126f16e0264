import type { IExecuteFunctions, IRunExecutionData } from 'n8n-workflow';

import type { Parameters } from '../../../../shared/parameters/readParameter';
import type { Result } from '../../../../shared/result';
import { modelWritesText, questionAbout } from './questionAbout';
import { readCall, type Told } from './readCall';

/**
 * The parameters of the question about the call that a review step got.
 * @param labels names of the step's parameters, as in the panel
 * @throws what n8n throws when an expression fails
 */
export function review(
	context: IExecuteFunctions,
	run: number,
	parameters: Parameters,
	labels: Readonly<Record<string, string>>,
): Result<Parameters> {
	const { tool, toolParameters } = context.getInputData()[0]?.json ?? {};
	const { $tool } = context.getWorkflowDataProxy(0) as {
		$tool?: { name?: unknown; parameters?: unknown };
	};
	const call = readCall(recordOf(context, run), [
		{ tool, parameters: toolParameters },
		{ tool: $tool?.name, parameters: $tool?.parameters },
	]);
	if (!call.ok) return call;
	const saved = Object.fromEntries(
		Object.keys(labels).map((name) => [
			name,
			context.getNodeParameter(name, 0, null, { rawExpressions: true }) as unknown,
		]),
	);
	if (modelWritesText(saved)) {
		const message =
			'The model can write in the message, title or note of this review, because they read $json, $input, $tool or $fromAI. The call itself is shown as it runs, at the start of the message.';
		context.addExecutionHints({ message, location: 'outputPane' });
	}
	return questionAbout(call.value, {
		parameters,
		saved,
		labels,
		evaluate: (expression) => context.evaluateExpression(expression, 0),
	});
}

/**
 * n8n's record of the call, with the agent that waits for it: after an approval n8n runs what it says, and the model cannot
 * write in it. n8n hands it to no node, but the contexts of n8n-core have the execution's data as a public property (2.41.1).
 */
function recordOf(context: IExecuteFunctions, run: number): Told | undefined {
	const { name } = context.getNode();
	const { runExecutionData } = context as { runExecutionData?: IRunExecutionData };
	const actions = runExecutionData?.executionData?.nodeExecutionStack.flatMap(
		({ metadata }) => metadata?.subNodeExecutionData?.actions ?? [],
	);
	const metadata = actions?.find(({ nodeName, runIndex }) => nodeName === name && runIndex === run)
		?.action.metadata as { hitl?: { toolName?: unknown; originalInput?: unknown } } | undefined;
	return (
		metadata?.hitl && { tool: metadata.hitl.toolName, parameters: metadata.hitl.originalInput }
	);
}
