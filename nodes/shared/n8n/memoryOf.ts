import type { IExecuteFunctions } from 'n8n-workflow';

import { RunMemory } from '../run/runMemory';
import { rememberedOf } from './sharedState';
import { callArguments, isTool } from './toolCall';

/** What this run of the node knows of the tries before it. */
export function memoryOf(context: IExecuteFunctions): RunMemory {
	const { runs, unclearCalls } = rememberedOf(context.getExecutionCancelSignal() ?? context);
	const node = nodeKey(context);
	const key = JSON.stringify([node, callOf(context)]);
	const known = runs.get(key);
	if (known) return known;
	const unclear = unclearCalls.get(node) ?? new Map();
	unclearCalls.set(node, unclear);
	const fresh = new RunMemory(isTool(context) ? unclear : undefined);
	runs.set(key, fresh);
	return fresh;
}

/** By name and ID: in a workflow that was written by hand two nodes may have one ID. */
function nodeKey(context: IExecuteFunctions): string {
	const { name, id } = context.getNode();
	return JSON.stringify([name, id]);
}

/**
 * Tells the runs of one node apart; a retry is the same run. Where an agent calls its tool itself, each try has a run index
 * of its own and two calls may have the same, but all tries of a call get the very object that holds its arguments
 * (`makeHandleToolInvocation` in get-input-connection-data.js of n8n-core 2.41.1).
 */
function callOf(context: IExecuteFunctions): string {
	const call = callArguments(context);
	if (call === undefined) return `run ${String(context.getWorkflowDataProxy(0).$runIndex)}`;
	const number = callNumbers.get(call) ?? ++calls;
	callNumbers.set(call, number);
	return `call ${number}`;
}

const callNumbers = new WeakMap<object, number>();
let calls = 0;
