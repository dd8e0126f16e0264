/** What a retry by n8n's Retry On Fail knows of the tries before it. */
import type { IDataObject } from 'n8n-workflow';

import type { Fault } from '../../emulator/server';
import type { WorkflowJson } from '../support/n8nEngine/engine';
import { callNodeAsTool, type Tool } from './agentTool';
import { MESSAGE_PATH, TOKEN_PATH, errorOf, requestsTo, type Bench } from './setup';
import {
	CONTINUE,
	ONE_PIXEL,
	RETRY,
	addresses,
	kindsOf,
	people,
	reached,
	sending,
	start,
} from './sending';
import { by } from '../support/receiver';

let bench: Bench;
beforeEach(async () => {
	bench = await start();
});

const ONE_BY_ONE = { concurrency: 1 };
/** After the second, of the node, that a limit without a reset lasts. */
const RETRY_LATER = { ...RETRY, waitBetweenTries: 300 };
const LOOK_UP_FAILS: Fault = {
	on: 'contact',
	kind: 'answer',
	status: 403,
	body: '<html>forbidden</html>',
	skip: 1,
	times: 3,
};

/** Changes the node once a message has arrived, so that the retry finds other parameters. */
function changeForRetry(workflow: WorkflowJson, change: IDataObject): WorkflowJson {
	bench.emulator.inbox.events.once('message', () =>
		Object.assign(workflow.nodes[1]?.parameters ?? {}, change),
	);
	return workflow;
}

test('a retry sends what was not sent, and nothing else', async () => {
	bench.emulator.faults.add({
		on: 'message',
		kind: 'answer',
		status: 429,
		body: { code: 99991400 },
	});
	const run = await bench.engine.run(
		sending(
			addresses(3),
			{ ...ONE_BY_ONE, maxWait: 0 },
			{ ...CONTINUE, ...RETRY, waitBetweenTries: 300 },
		),
		bench.credential(),
	);
	expect(kindsOf(run)).toEqual(['sent', 'sent', 'sent']);
	expect(reached(bench)).toEqual(['ou_0', 'ou_1', 'ou_2']);
});

describe('what was sent stays so, whatever fails at the retry', () => {
	test('a look-up, stop mode', async () => {
		bench.emulator.faults.add({ on: 'message', kind: 'dropAfterDelivery', skip: 1 });
		bench.emulator.faults.add(LOOK_UP_FAILS);
		const run = await bench.engine.run(
			sending(addresses(3), ONE_BY_ONE, RETRY),
			bench.credential(),
		);
		expect(errorOf(run).description).toMatch(
			/^(?!.*Nothing was sent).*\(items 0, 2\).* Unclear: items 1\./,
		);
	});

	test('a look-up, continue mode', async () => {
		bench.emulator.faults.add({
			on: 'message',
			kind: 'answer',
			status: 400,
			body: { code: 154004 },
		});
		bench.emulator.faults.add(LOOK_UP_FAILS);
		const run = await bench.engine.run(
			sending(addresses(3), ONE_BY_ONE, { ...CONTINUE, ...RETRY }),
			bench.credential(),
		);
		expect(kindsOf(run)).toEqual(['refused', 'sent', 'sent']);
	});

	test('an expression, stop mode', async () => {
		bench.emulator.faults.add({ on: 'message', kind: 'dropAfterDelivery' });
		const workflow = changeForRetry(sending(people(2), ONE_BY_ONE, RETRY), { text: '={{ "" }}' });
		const run = await bench.engine.run(workflow, bench.credential());
		expect(errorOf(run).description).toContain('Unclear: items 0.');
	});
});

const callTool = async (
	calls: (tool: () => Promise<Tool>) => Promise<unknown>,
	settings: object,
	parameters: IDataObject,
) =>
	await callNodeAsTool(
		bench,
		'sendBotMessage',
		sending(people(1), {}, settings, parameters),
		calls,
	);

const textsSent = () =>
	bench.emulator.inbox.messages.map(({ content }) => (content as { text: string }).text);

describe('as a tool of an AI agent', () => {
	const text = "={{ $fromAI('text', '', 'string') }}";

	test('a call is a message', async () => {
		await callTool(async (tool) => await (await tool()).invoke({ text: 'first' }), {}, { text });
		expect(textsSent()).toEqual(['first']);
	});

	test.each([
		['email', 'person1@example.com'],
		['id', 'ou_1'],
	])('the model fills in the receiver, mode %s', async (mode, to) => {
		const receiver = by(mode, "={{ $fromAI('Receiver', ``, 'string') }}");
		await callTool(async (tool) => await (await tool()).invoke({ Receiver: to }), {}, { receiver });
		expect(reached(bench)).toEqual(['ou_1']);
	});

	test('a message that may have arrived is not sent again', async () => {
		bench.emulator.faults.add({ on: 'message', kind: 'dropAfterDelivery', times: 5 });
		await callTool(
			async (tool) => await (await tool()).invoke({}).catch(() => undefined),
			{ ...RETRY, maxTries: 3 },
			{},
		);
		expect(textsSent()).toEqual(['x']);
	});

	test('two calls are two messages, with the same words too', async () => {
		const calls = async (tool: () => Promise<Tool>) => {
			const { invoke } = bind(await tool());
			return [
				await invoke({ text: 'first' }),
				await invoke({ text: 'second' }),
				await invoke({ text: 'second' }),
			];
		};
		await callTool(calls, {}, { text });
		expect(textsSent()).toEqual(['first', 'second', 'second']);
	});

	test('two at the same time are two messages', async () => {
		const calls = async (tool: () => Promise<Tool>) => {
			const { invoke } = bind(await tool());
			return await Promise.all([invoke({ text: 'first' }), invoke({ text: 'second' })]);
		};
		await callTool(calls, {}, { text });
		expect(textsSent().sort()).toEqual(['first', 'second']);
	});

	test('a repeat after an unclear one cannot be told from it, so it is not sent; another text is', async () => {
		bench.emulator.faults.add({ on: 'message', kind: 'dropAfterDelivery' });
		const calls = async (tool: () => Promise<Tool>) => {
			const { invoke } = bind(await tool());
			const again = async (words: string) =>
				await invoke({ text: words }).catch((error: unknown) => (error as Error).message);
			return [await again('first'), await again('first'), await again('second')];
		};
		const results = await callTool(calls, {}, { text });
		expect(textsSent()).toEqual(['first', 'second']);
		expect(results).toEqual([
			expect.stringContaining('may have been delivered'),
			expect.stringContaining('may have been delivered'),
			expect.stringContaining('message_id'),
		]);
	});

	test('a retry of a call keeps what was sent to others', async () => {
		bench.emulator.faults.add({
			on: 'message',
			kind: 'rateLimited',
			status: 429,
			reset: '1',
			skip: 1,
		});
		await callTool(
			async (tool) => await (await tool()).invoke({ text: 'first' }),
			{ ...RETRY, waitBetweenTries: 1000 },
			{ text, receiver: by('id', 'ou_0, ou_1'), options: { concurrency: 1, maxWait: 0 } },
		).catch(() => undefined);
		expect(reached(bench).filter((id) => id === 'ou_0')).toHaveLength(1);
	});

	test('where n8n gives a call what another asked for, it says so and sends nothing', async () => {
		const calls = async (tool: () => Promise<Tool>) => {
			const [first, second] = [await tool(), await tool()];
			return [
				await first.invoke({ text: 'first' }),
				await second.invoke({ text: 'second' }).catch((error: unknown) => (error as Error).message),
			];
		};
		const results = await callTool(calls, {}, { text });
		expect(textsSent()).toEqual(['first']);
		expect(results).toEqual([
			expect.stringContaining('message_id'),
			expect.stringContaining('mixed up two calls'),
		]);
	});
});

const bind = (tool: Tool): Tool => ({ invoke: async (input) => await tool.invoke(input) });

test('options that cannot be read at the retry cover nothing that is known', async () => {
	bench.emulator.faults.add({ on: 'message', kind: 'dropAfterDelivery', skip: 1 });
	const workflow = changeForRetry(sending(people(2), ONE_BY_ONE, RETRY), {
		options: { maxWait: '={{ nothing.at.all }}' },
	});
	const run = await bench.engine.run(workflow, bench.credential());
	expect(errorOf(run).description).toMatch(/\(items 0\).* Unclear: items 1\./);
});

test('what was about the app or the helpdesk is sent by a retry, what was about one message is not', async () => {
	const refusal = (code: number): Fault => ({
		on: 'message',
		kind: 'answer',
		status: 401,
		body: { code },
	});
	bench.emulator.faults.add(refusal(154001));
	const run = await bench.engine.run(
		sending(people(2), ONE_BY_ONE, { ...CONTINUE, ...RETRY }),
		bench.credential(),
	);
	expect(kindsOf(run)).toEqual(['sent', 'sent']);

	bench.emulator.faults.add(refusal(154004));
	const again = await bench.engine.run(
		sending(people(2, 2), ONE_BY_ONE, { ...CONTINUE, ...RETRY }),
		bench.credential(),
	);
	expect(kindsOf(again)).toEqual(['refused', 'sent']);
});

test('of several receivers of an item only those who were missed get it at the retry', async () => {
	bench.emulator.faults.add({
		on: 'message',
		kind: 'answer',
		status: 429,
		body: { code: 99991400 },
		skip: 1,
	});
	const run = await bench.engine.run(
		sending([{ to: 'ou_0, ou_1, ou_2' }], { ...ONE_BY_ONE, maxWait: 0 }, RETRY_LATER),
		bench.credential(),
	);
	expect([kindsOf(run), reached(bench)]).toEqual([
		['sent', 'sent', 'sent'],
		['ou_0', 'ou_1', 'ou_2'],
	]);
});

test('whoever an item names by two spellings is one person at the retry too', async () => {
	bench.emulator.faults.add({
		on: 'message',
		kind: 'answer',
		status: 429,
		body: { code: 99991400 },
		skip: 1,
	});
	const run = await bench.engine.run(
		sending(
			[{ to: 'Person1@example.com, person1@example.com' }, { to: 'person2@example.com' }],
			{ ...ONE_BY_ONE, maxWait: 0 },
			RETRY_LATER,
		),
		bench.credential(),
	);
	expect([kindsOf(run), reached(bench)]).toEqual([
		['sent', 'sent'],
		['ou_1', 'ou_2'],
	]);
});

test('a picture that is uploaded is not uploaded again', async () => {
	bench.emulator.faults.add({
		on: 'message',
		kind: 'answer',
		status: 429,
		body: { code: 99991400 },
	});
	const image = { messageType: 'image', imageSource: 'binary', imageBinaryField: 'data' };
	const workflow = sending(people(1), { maxWait: 0 }, RETRY_LATER, image);
	const run = await bench.engine.run(
		{
			...workflow,
			pinData: {
				Trigger: [
					{
						json: { to: 'ou_0' },
						binary: { data: { data: ONE_PIXEL, mimeType: 'image/png', fileName: 'week.png' } },
					},
				],
			},
		},
		bench.credential(),
	);
	expect(kindsOf(run)).toEqual(['sent']);
	expect(requestsTo(bench.emulator, '/open-apis/im/v1/images')).toHaveLength(1);
});

test('Spread Over is not waited for again, and Max Wait begins after it', async () => {
	const random = jest.spyOn(Math, 'random').mockReturnValue(0.9);
	bench.emulator.faults.add({ on: 'message', kind: 'answer', status: 401, body: { code: 154001 } });
	bench.emulator.faults.add({ on: 'message', kind: 'rateLimited', status: 429, reset: '5' });
	// Eighteen seconds of the node, then ten: whoever waits twice, or counts both, comes too late.
	const run = await bench.engine.run(
		sending(people(1), { spreadOver: 20, maxWait: 10 }, { ...CONTINUE, ...RETRY }),
		bench.credential(),
	);
	random.mockRestore();
	expect(kindsOf(run)).toEqual(['sent']);
});

describe('Max Wait', () => {
	// Long enough for n8n to get to the retry, whatever else the machine does.
	const LATER: Fault = { on: 'message', kind: 'rateLimited', status: 429, reset: '20', times: 50 };

	test('is for the run, retries included', async () => {
		bench.emulator.faults.add(LATER);
		await bench.engine.run(
			sending(people(1), { maxWait: 15 }, { ...RETRY, waitBetweenTries: 1000 }),
			bench.credential(),
		);
		expect(requestsTo(bench.emulator, MESSAGE_PATH)).toHaveLength(1);
	});

	test('heeds what Feishu says when it gives no token yet', async () => {
		bench.emulator.faults.add({ ...LATER, on: 'token' });
		await bench.engine.run(sending(people(1), { maxWait: 10 }), bench.credential());
		expect(requestsTo(bench.emulator, TOKEN_PATH)).toHaveLength(1);
	});
});
