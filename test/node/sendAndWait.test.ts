import { ExecuteContext } from 'n8n-core';
import type { IDataObject, INode, IRun } from 'n8n-workflow';

import {
	errorOf,
	MESSAGE_PATH,
	outputOf,
	requestsTo,
	setUp,
	workflowOf,
	type Bench,
} from './setup';
import { by } from '../support/receiver';

let bench: Bench;
beforeEach(async () => {
	bench = await setUp();
});
afterEach(() => bench.emulator.close());

const question = {
	operation: 'sendAndWait',
	cardTitle: 'Two days off?',
	message: '{{ not an expression }}',
};

async function ask(
	change: IDataObject = {},
	items: IDataObject[] = [{ a: 1 }],
	settings: Partial<INode> = {},
): Promise<IRun> {
	const receiverId = bench.openId('赵敏');
	return await bench.engine.run(
		workflowOf({ receiver: by('id', receiverId), ...question, ...change }, items, settings),
		bench.credential(),
	);
}

/** What the page would be made of. */
function remembered(run: IRun): object {
	const context = run.data.executionData?.contextData['node:Send'] as
		{ feishuHelpdeskQuestion?: string } | undefined;
	return JSON.parse(context?.feishuHelpdeskQuestion ?? '{}') as object;
}

const NO_LIMIT = new Date('3000-01-01T00:00:00.000Z');

test('the question goes out as a card, and the execution waits', async () => {
	const run = await ask({ message: '={{ $json.a }} or **two**?', options: { note: 'HR' } }, [
		{ a: '*1*' },
	]);
	expect(run).toMatchObject({ status: 'waiting', waitTill: NO_LIMIT });
	expect(outputOf(run)).toEqual([[{ json: { a: '*1*' }, pairedItem: { item: 0 } }]]);
	const link = (answer: string) =>
		expect.stringMatching(
			new RegExp(
				`^http://localhost:5678/webhook-waiting/\\d+/2\\?answer=${answer}&run=0&signature=[0-9a-f]{64}$`,
			),
		) as string;
	expect(bench.emulator.inbox.messages).toMatchObject([
		{
			msgType: 'interactive',
			receiver: { name: '赵敏' },
			receiveType: 'chat',
			content: {
				config: { enable_forward: false },
				header: { title: { content: 'Two days off?' }, template: 'blue' },
				elements: [
					{ tag: 'markdown', content: '&#42;1&#42; or **two**?' },
					{
						tag: 'action',
						actions: [
							{
								tag: 'button',
								text: { content: 'Approve' },
								type: 'primary',
								url: link('approve'),
							},
							{
								tag: 'button',
								text: { content: 'Decline' },
								type: 'default',
								url: link('decline'),
							},
						],
					},
					{ tag: 'note' },
				],
			},
		},
	]);
	expect(remembered(run)).toEqual({
		run: 0,
		title: 'Two days off?',
		message: '&#42;1&#42; or **two**?',
		note: 'HR',
		answers: [
			{ key: 'approve', label: 'Approve', style: 'primary', data: { approved: true } },
			{ key: 'decline', label: 'Decline', style: 'default', data: { approved: false } },
		],
	});
});

test('the wait is limited', async () => {
	const run = await ask({
		options: {
			limitWaitTime: {
				values: {
					limitType: 'atSpecifiedTime',
					maxDateAndTime: '={{ $now.plus(1, "day").startOf("hour") }}',
				},
			},
		},
	});
	expect(run.waitTill?.getTime()).toBeGreaterThan(Date.now());
	expect(run.waitTill?.getTime()).toBeLessThan(NO_LIMIT.getTime());
	expect(remembered(run)).toMatchObject({ until: run.waitTill?.toISOString() });
});

test.each([
	['Feishu refuses', {}, 1],
	['bad input', { message: '={{ " " }}' }, 0],
	['an expression fails', { message: '={{ $("nobody").item }}' }, 0],
])('nothing waits when %s', async (_, change, requests) => {
	bench.emulator.faults.add({
		on: 'message',
		kind: 'answer',
		status: 400,
		body: { code: 154001, msg: 'no' },
	});
	const stopped = await ask(change);
	expect(stopped.status).toBe('error');
	expect(stopped.waitTill).toBeUndefined();
	bench.emulator.faults.add({
		on: 'message',
		kind: 'answer',
		status: 400,
		body: { code: 154001, msg: 'no' },
	});
	const wentOn = await ask(change, [{ a: 1 }], { onError: 'continueErrorOutput' });
	expect(wentOn).toMatchObject({ status: 'success' });
	expect(outputOf(wentOn)[1]).toMatchObject([
		{ json: { a: 1, error: expect.stringMatching(/\S/) as string } },
	]);
	expect(requestsTo(bench.emulator, MESSAGE_PATH)).toHaveLength(2 * requests);
	expect(bench.emulator.inbox.messages).toEqual([]);
});

test("an unclear question is not waited with, unless the user wants it, and n8n's Retry On Fail never asks twice", async () => {
	bench.emulator.faults.add({ on: 'message', kind: 'dropAfterDelivery' });
	const run = await ask({}, [{}], { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 });
	expect(errorOf(run).message).toBe(
		`The message to ${bench.openId('赵敏')} may have been delivered; check the chat before sending again`,
	);
	expect(requestsTo(bench.emulator, MESSAGE_PATH)).toHaveLength(1);

	bench.emulator.faults.add({ on: 'message', kind: 'dropAfterDelivery' });
	expect(await ask({ options: { waitWhenUnclear: true } })).toMatchObject({
		status: 'waiting',
	});
	expect(bench.emulator.inbox.messages).toHaveLength(2);
});

test('after a refusal for the load the question is sent again, and waited with', async () => {
	bench.emulator.faults.add({ on: 'message', kind: 'rateLimited', times: 2 });
	expect(await ask()).toMatchObject({ status: 'waiting' });
	expect(bench.emulator.inbox.messages).toHaveLength(1);
});

test('with several receivers it waits only if each of them got the question', async () => {
	const [a, b] = [bench.openId('赵敏'), bench.openId('林晓雨')];
	expect(await ask({ receiver: by('id', [a, b].join(', ')) })).toMatchObject({ status: 'waiting' });
	expect(bench.emulator.inbox.messages.map(({ receiver }) => receiver.name).sort()).toEqual([
		'林晓雨',
		'赵敏',
	]);

	bench.emulator.faults.add({
		on: 'message',
		kind: 'answer',
		status: 400,
		body: { code: 154000, msg: 'no' },
		skip: 1,
	});
	const run = await ask({ receiver: by('id', [a, b].join(', ')) }, [{}], {
		onError: 'continueRegularOutput',
	});
	expect(run.status).toBe('success');
	expect(
		outputOf(run)[0]
			?.map(({ json }) => (json.error === undefined ? 'sent' : 'refused'))
			.sort(),
	).toEqual(['refused', 'sent']);
});

test('of several items the first is asked about, and the output pane says so', async () => {
	const run = await ask({ message: '={{ $json.a }}' }, [{ a: 'first' }, { a: 'second' }]);
	expect(run.status).toBe('waiting');
	expect(bench.emulator.inbox.messages).toMatchObject([
		{ content: { elements: [{ content: 'first' }, {}] } },
	]);
	// Until there is an answer; what comes out then is one item.
	expect(outputOf(run)[0]).toHaveLength(2);
	expect(run.data.resultData.runData.Send?.[0]?.hints).toMatchObject([
		{ message: expect.stringContaining('Only the first of 2 items was asked about') as string },
	]);
});

test('a dry run shows the request and waits for nobody', async () => {
	const run = await ask({ options: { dryRun: true } });
	expect(run.status).toBe('success');
	expect(outputOf(run)[0]).toMatchObject([
		{
			json: {
				dryRun: true,
				msg_type: 'interactive',
				request: { body: { content: { elements: [{}, { actions: [{}, {}] }] } } },
			},
		},
	]);
	expect(requestsTo(bench.emulator, MESSAGE_PATH)).toEqual([]);
});

test('a question that was asked before, by its deduplication key, is not asked again', async () => {
	const options = { deduplicationKey: `question ${bench.emulator.url}` };
	expect(await ask({ options })).toMatchObject({ status: 'waiting' });
	const run = await ask({ options });
	expect(run.status).toBe('success');
	expect(outputOf(run)[0]).toMatchObject([{ json: { skipped: true } }]);
	expect(bench.emulator.inbox.messages).toHaveLength(1);
});

test('fields of the other operation are not read', async () => {
	expect(await ask({ messageType: 'text', text: '={{ $("nobody").item }}' })).toMatchObject({
		status: 'waiting',
	});
	const run = await ask({
		operation: 'send',
		messageType: 'text',
		text: 'hi',
		message: '={{ $("nobody").item }}',
	});
	expect(run).toMatchObject({ status: 'success' });
	expect(bench.emulator.inbox.messages.at(-1)).toMatchObject({ msgType: 'text' });
});

test.each(['__CUSTOM_API_CALL__', 'sendandwait', ''])(
	'an operation that does not exist sends nothing: "%s"',
	async (operation) => {
		expect(errorOf(await ask({ operation })).message).toBe(
			"'Operation' has a value that does not exist",
		);
		expect(requestsTo(bench.emulator, MESSAGE_PATH)).toEqual([]);
	},
);

test('no items, no question', async () => {
	const run = await ask({}, []);
	expect(run.status).toBe('success');
	expect(bench.emulator.inbox.requests).toEqual([]);
});

test('n8n without signed links says what to do', async () => {
	Object.defineProperty(ExecuteContext.prototype, 'getSignedResumeUrl', {
		value: undefined,
		configurable: true,
	});
	try {
		expect(errorOf(await ask())).toMatchObject({
			message: 'This version of n8n cannot wait for a response',
			description: expect.stringContaining('1.110') as string,
		});
	} finally {
		delete (ExecuteContext.prototype as Partial<ExecuteContext>).getSignedResumeUrl;
	}
});
