import type { IExecuteFunctions } from 'n8n-workflow';

import { memoryOf } from '../../../../nodes/shared/n8n/memoryOf';
import { unsent } from '../../../../nodes/shared/run/outcome';
import { messageTo } from '../run/messageTo';

interface Place {
	readonly execution: AbortSignal;
	readonly name?: string;
	readonly id?: string;
	readonly type?: string;
	readonly runIndex?: number;
	/** Arguments of an agent's call. */
	readonly call?: object;
}

function contextOf({
	execution,
	name = 'Send',
	id = '1',
	type = 'sendBotMessage',
	...rest
}: Place) {
	return {
		getExecutionCancelSignal: () => execution,
		getNode: () => ({ name, id, type }),
		getWorkflowDataProxy: () => ({ $runIndex: rest.runIndex ?? 0 }),
		isToolExecution: () => rest.call !== undefined,
		getInputData: () => [{ json: rest.call }],
	} as unknown as IExecuteFunctions;
}

const memory = (place: Place) => memoryOf(contextOf(place));
const newExecution = () => new AbortController().signal;

test('a retry of the same run remembers what the try before knew', () => {
	const execution = newExecution();
	expect(memory({ execution })).toBe(memory({ execution }));
});

test.each<[string, Partial<Place>]>([
	['the next run of a loop', { runIndex: 1 }],
	['another node', { name: 'Send Again' }],
	['another node of the same name', { id: '2' }],
	['another execution', { execution: newExecution() }],
])('%s has a memory of its own', (_, other) => {
	const execution = newExecution();
	expect(memory({ execution, ...other })).not.toBe(memory({ execution }));
});

test('the tries of one call of an agent have the same arguments, two calls have not', () => {
	const execution = newExecution();
	const [call, other] = [{ to: 'x' }, { to: 'x' }];
	const first = memory({ execution, call });
	expect(memory({ execution, call, runIndex: 1 })).toBe(first);
	expect(memory({ execution, call: other })).not.toBe(first);
});

describe('a message that may have arrived', () => {
	const message = messageTo('ou_1');
	const unclear = unsent(message, {
		verdict: 'unknown',
		loss: { neverConnected: false, reason: '' },
	});
	const recalledBy = (first: Partial<Place>, next: Partial<Place>) => {
		const execution = newExecution();
		memory({ execution, ...first }).remember(message, unclear);
		return memory({ execution, ...next }).recall(message);
	};

	test('is sent by the next run of a loop: it is another message', () => {
		expect(recalledBy({}, { runIndex: 1 })).toBeUndefined();
	});

	test.each<[string, Partial<Place>, Partial<Place>]>([
		['of an agent that runs its tool itself', { call: {} }, { call: {} }],
		[
			'of a tool that n8n runs like a node',
			{ type: 'sendBotMessageTool' },
			{ type: 'sendBotMessageTool', runIndex: 1 },
		],
	])('is not sent by another call %s: it may be a retry', (_, first, next) => {
		expect(recalledBy(first, next)).toBe(unclear);
	});

	test('is sent by another tool', () => {
		expect(recalledBy({ call: {} }, { call: {}, name: 'Send Again' })).toBeUndefined();
	});
});
