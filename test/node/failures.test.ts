import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import {
	MESSAGE_PATH,
	TOKEN_PATH,
	errorOf,
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

const maybeDelivered = (receiver: string) =>
	`The message to ${receiver} may have been delivered; check the chat before sending again`;

/** Three items, of which the second is refused. */
function threeItems() {
	return [
		{ to: bench.openId('林晓雨'), row: 1 },
		{ to: 'ou_nobody', row: 2 },
		{ to: bench.openId('赵敏'), row: 3 },
	];
}

test('stop mode: the first failure ends the execution, with the item and the remedy', async () => {
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', '={{ $json.to }}'), text: 'x' }, threeItems()),
		bench.credential(),
	);
	const error = errorOf(run);
	expect(error.name).toBe('NodeApiError');
	expect(error).toMatchObject({
		message: 'Feishu does not know this Open ID: ou_nobody',
		context: { itemIndex: 1 },
		httpCode: '400',
	});
	expect(error.description).toMatch(
		/^Check the receiver's ID and its type\.[^<]*<br><br><a href="https:[^<>"]*" target="_blank">Feishu's help on this error<\/a><br><br>2 of 3 messages were sent \(items 0, 2\)\. A retry by n8n's Retry On Fail does not send these again; a new execution does\.<br><br>Feishu answered: HTTP 400, code 99992351, [^<]*, log ID \w+\.$/,
	);
	expect(bench.emulator.inbox.messages).toHaveLength(2);
});

test('continue, regular output: the failure takes its place among the items', async () => {
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', '={{ $json.to }}'), text: 'x' }, threeItems(), {
			onError: 'continueRegularOutput',
		}),
		bench.credential(),
	);
	expect(run.status).toBe('success');
	// Sent at the same time, they arrive in any order.
	const messageTo = (name: string) =>
		bench.emulator.inbox.messages.find(({ receiverId }) => receiverId === bench.openId(name));
	const [first, last] = [messageTo('林晓雨'), messageTo('赵敏')];
	const logId = requestsTo(bench.emulator, MESSAGE_PATH).find(
		({ status }) => status === 400,
	)?.logId;
	expect(outputOf(run)).toEqual([
		[
			{
				json: {
					message_id: first?.id,
					msg_type: 'text',
					receiver_id: first?.receiverId,
					receive_type: 'chat',
				},
				pairedItem: { item: 0 },
			},
			{
				json: {
					error: 'Feishu does not know this Open ID: ou_nobody',
					message: expect.stringContaining('An Open ID is valid for one app only.') as string,
					details: {
						kind: 'refused',
						code: 99992351,
						msg: expect.any(String) as string,
						httpStatus: 400,
						logId,
						receiver: 'ou_nobody',
						field: 'receiver',
					},
				},
				pairedItem: { item: 1 },
			},
			{
				json: {
					message_id: last?.id,
					msg_type: 'text',
					receiver_id: last?.receiverId,
					receive_type: 'chat',
				},
				pairedItem: { item: 2 },
			},
		],
	]);
});

test('continue, error output: the failure leaves there with its input item', async () => {
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', '={{ $json.to }}'), text: 'x' }, threeItems(), {
			onError: 'continueErrorOutput',
		}),
		bench.credential(),
	);
	const [sent, failed] = outputOf(run);
	expect(sent?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	expect(failed).toEqual([
		{
			json: expect.objectContaining({
				row: 2,
				to: 'ou_nobody',
				error: 'Feishu does not know this Open ID: ou_nobody',
				details: expect.objectContaining({ kind: 'refused', code: 99992351 }) as object,
			}) as object,
			pairedItem: { item: 1 },
		},
	]);
});

/** n8n merges the input into the item, ours first, and drops its files. */
describe('error output: what the input held stays readable', () => {
	const failedItem = async (input: IDataObject, binary?: IBinaryKeyData) => {
		const base = workflowOf({ receiver: by('id', 'ou_nobody'), text: 'x' }, [input], {
			onError: 'continueErrorOutput',
		});
		const workflow = { ...base, pinData: { Trigger: [{ json: input, binary }] } };
		const [sent, failed] = outputOf(await bench.engine.run(workflow, bench.credential()));
		expect(sent).toEqual([]);
		expect(failed).toHaveLength(1);
		const { error, message, details, ...rest } = failed?.[0]?.json ?? {};
		expect({ error, message, details }).toMatchObject({
			error: 'Feishu does not know this Open ID: ou_nobody',
			message: expect.stringContaining('Feishu answered: HTTP 400') as string,
			details: { kind: 'refused' },
		});
		return { rest, files: failed?.[0]?.binary };
	};

	test.each<[string, IDataObject, IDataObject]>([
		['nothing of ours', { row: 1, input: 'own' }, { row: 1, input: 'own' }],
		['a message', { row: 1, message: 'own' }, { row: 1, input: { message: 'own' } }],
		[
			'all three, one of them empty',
			{ error: '', message: null, details: { kind: 'own' } },
			{ input: { error: '', message: null, details: { kind: 'own' } } },
		],
		[
			'an input as well',
			{ message: 'own', input: [1], row: 1 },
			{ row: 1, input: { message: 'own', input: [1] } },
		],
	])('with %s', async (_name, input, rest) => {
		expect(await failedItem(input)).toEqual({ rest, files: undefined });
	});

	test('with a file', async () => {
		const data = { data: 'aGk=', mimeType: 'text/plain', fileName: 'hi.txt' };
		expect(await failedItem({ row: 1 }, { data })).toMatchObject({
			rest: { row: 1 },
			files: { data: { fileName: 'hi.txt' } },
		});
	});

	test('the regular output has our three fields alone', async () => {
		const run = await bench.engine.run(
			workflowOf({ receiver: by('id', 'ou_nobody'), text: 'x' }, [{ message: 'own' }], {
				onError: 'continueRegularOutput',
			}),
			bench.credential(),
		);
		expect(Object.keys(outputOf(run)[0]?.[0]?.json ?? {})).toEqual(['error', 'message', 'details']);
	});
});

test('one that fails among several: n8n has a setting for it; where all fail alike, it would not help', async () => {
	const GO_ON = "set 'On Error' to 'Continue (using error output)'";
	const stopped = async (parameters: IDataObject, items: IDataObject[]) =>
		errorOf(await bench.engine.run(workflowOf(parameters, items), bench.credential())).description;
	const to = { receiver: by('id', '={{ $json.to }}'), text: 'x' };
	expect(await stopped({ ...to, options: { concurrency: 1 } }, threeItems())).toContain(GO_ON);
	// All others were reached before it failed.
	expect(await stopped(to, threeItems())).not.toContain(GO_ON);
	expect(await stopped(to, [{ to: 'ou_nobody' }])).not.toContain(GO_ON);
	expect(await stopped({ ...to, text: '={{ $json.nothing }}' }, threeItems())).not.toContain(GO_ON);
	bench.emulator.faults.add({
		on: 'message',
		kind: 'answer',
		status: 401,
		body: { code: 154001, msg: 'no' },
	});
	expect(await stopped(to, threeItems())).not.toContain(GO_ON);
});

test('a card template that does not exist is called so, and nobody speaks of a ticket', async () => {
	const run = await bench.engine.run(
		workflowOf({
			receiver: by('id', bench.openId('赵敏')),
			messageType: 'interactive',
			cardInput: 'template',
			cardTemplateId: 'AAqNowhere',
		}),
		bench.credential(),
	);
	expect(errorOf(run).message).toBe(
		`The card template does not exist (message to ${bench.openId('赵敏')})`,
	);
	expect(errorOf(run).description).not.toContain('ticket');
});

test("Feishu's own words are no markup in the editor, and plain text in an item", async () => {
	const answer = () =>
		bench.emulator.faults.add({
			on: 'message',
			kind: 'answer',
			status: 400,
			body: { code: 230054, msg: 'a<b & "c"' },
		});
	const parameters = { receiver: by('id', bench.openId('赵敏')), text: 'x' };
	answer();
	const stopped = await bench.engine.run(workflowOf(parameters), bench.credential());
	expect(errorOf(stopped).description).toContain('code 230054, a&lt;b &amp; &quot;c&quot;');
	answer();
	const continued = await bench.engine.run(
		workflowOf(parameters, [{}], { onError: 'continueRegularOutput' }),
		bench.credential(),
	);
	expect(outputOf(continued)[0]?.[0]?.json.message).toContain('code 230054, a<b & "c"');
});

test.each<[string, string, object]>([
	["'Text' is empty", 'text', { text: '={{ $json.missing }}' }],
	[
		"'Receiver' is a Union ID, but it is set to By ID",
		'receiver',
		{ receiver: by('id', 'on_1'), text: 'x' },
	],
	[
		"'Card JSON' is not valid JSON at line 1, column 25",
		'cardJson',
		{
			receiver: by('id', 'ou_1'),
			messageType: 'interactive',
			cardInput: 'json',
			cardJson: '={"elements": [{"tag": "{{ $json.say }}"}]}',
		},
	],
])('bad input: %s', async (message, field, parameters) => {
	const items = [{ say: '"hi"' }];
	const stopped = await bench.engine.run(
		workflowOf({ receiver: by('id', 'ou_1'), ...parameters }, items),
		bench.credential(),
	);
	expect(errorOf(stopped)).toMatchObject({
		name: 'NodeOperationError',
		message,
		description: expect.stringMatching(/\S/) as string,
		context: { itemIndex: 0 },
	});
	const continued = await bench.engine.run(
		workflowOf({ receiver: by('id', 'ou_1'), ...parameters }, items, {
			onError: 'continueRegularOutput',
		}),
		bench.credential(),
	);
	expect(outputOf(continued)).toMatchObject([
		[
			{
				json: { error: message, details: { kind: 'invalidInput', field } },
				pairedItem: { item: 0 },
			},
		],
	]);
	expect(bench.emulator.inbox.requests).toEqual([]);
});

test('an expression that fails is a failure of its item only', async () => {
	const items = [{ to: bench.openId('林晓雨') }, { to: null }, { to: bench.openId('赵敏') }];
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', '={{ $json.to.trim() }}'), text: 'x' }, items, {
			onError: 'continueRegularOutput',
		}),
		bench.credential(),
	);
	expect(outputOf(run)[0]?.map(({ json }) => Object.keys(json))).toEqual([
		['message_id', 'msg_type', 'receiver_id', 'receive_type'],
		['error', 'message', 'details'],
		['message_id', 'msg_type', 'receiver_id', 'receive_type'],
	]);
	const stopped = await bench.engine.run(
		workflowOf({ receiver: by('id', '={{ $json.to.trim() }}'), text: 'x' }, items),
		bench.credential(),
	);
	expect(errorOf(stopped)).toMatchObject({ context: { itemIndex: 1 } });
});

test('a receiver with a ticket in progress: the private chat is named as the way around', async () => {
	const receiverId = bench.openId('王海涛');
	const chat = await bench.engine.run(
		workflowOf({ receiver: by('id', receiverId), text: 'x' }),
		bench.credential(),
	);
	expect(errorOf(chat).message).toBe(
		`Feishu found the request invalid; ${receiverId} has a ticket in progress (7294609182736455001, Awaiting User Response)`,
	);
	expect(errorOf(chat).description).toContain(
		"While a ticket is in progress, the dedicated group takes no messages: add the option 'When a Ticket Is in Progress', or choose 'Private Chat' in 'Send To'.",
	);
	const user = await bench.engine.run(
		workflowOf({ receiver: by('id', receiverId), text: 'x', receiveType: 'user' }),
		bench.credential(),
	);
	expect(user.status).toBe('success');
});

test('a missing scope is named, with the link to it', async () => {
	const [app] = bench.emulator.world.apps;
	const scopes = app?.scopes ?? [];
	if (app) app.scopes = [];
	try {
		const run = await bench.engine.run(
			workflowOf({ receiver: by('id', bench.openId('赵敏')), text: 'x' }),
			bench.credential(),
		);
		expect(errorOf(run)).toMatchObject({
			message: 'The app lacks a scope: helpdesk:all',
			description: expect.stringMatching(
				/<br><br><a href="https:\/\/open\.feishu\.cn\/app\/\w+\/auth\?q=helpdesk:all&amp;[^"]*" target="_blank">Add the scope in Feishu<\/a> · <a href="https:[^"]*" target="_blank">Feishu's help on this error<\/a><br><br>Feishu answered: HTTP 400, code 99991672/,
			) as string,
		});
	} finally {
		if (app) app.scopes = scopes;
	}
});

test.each([
	[154000, 'refused'],
	[154001, 'credential'],
	[154003, 'credential'],
	[154004, 'refused'],
	[154005, 'refused'],
])('code %i of the endpoint', async (code, kind) => {
	bench.emulator.faults.add({
		on: 'message',
		kind: 'answer',
		status: 400,
		body: { code, msg: 'said by Feishu' },
		headers: { 'X-Tt-Logid': 'log1' },
	});
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', bench.openId('赵敏')), text: 'x', receiveType: 'user' }, [{}], {
			onError: 'continueRegularOutput',
		}),
		bench.credential(),
	);
	const [item] = outputOf(run)[0] ?? [];
	expect(item?.json).toMatchObject({
		details: { kind, code, msg: 'said by Feishu', httpStatus: 400, logId: 'log1' },
	});
	expect(item?.json.message).toMatch(
		new RegExp(`Feishu answered: HTTP 400, code ${code}, said by Feishu, log ID log1\\.$`),
	);
	expect(item?.json.message).not.toContain('Private Chat');
});

test.each([
	[
		'names no other cause',
		154005,
		'Feishu does not allow this message (message to WHO, who has no ticket in progress)',
	],
	[
		'is documented nowhere',
		154999,
		'Feishu did not accept the message (message to WHO, who has no ticket in progress)',
	],
	['names another cause', 154004, 'Feishu did not find the receiver: WHO'],
	[
		'is not one of Helpdesk',
		230054,
		'This kind of message cannot be sent to this chat (message to WHO)',
	],
])('a dedicated group is refused with a code that %s', async (_name, code, title) => {
	bench.emulator.faults.add({
		on: 'message',
		kind: 'answer',
		status: 400,
		body: { code, msg: 'no' },
	});
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', bench.openId('赵敏')), text: 'x' }),
		bench.credential(),
	);
	expect(errorOf(run).message).toBe(title.replace('WHO', bench.openId('赵敏')));
});

describe('what is not known to have failed is not sent again, and says so', () => {
	test.each<[string, Parameters<Bench['emulator']['faults']['add']>[0], number]>([
		['dropped after delivery', { on: 'message', kind: 'dropAfterDelivery' }, 1],
		['dropped before delivery', { on: 'message', kind: 'dropBeforeDelivery' }, 0],
		['garbage after delivery', { on: 'message', kind: 'garbage' }, 1],
		[
			'HTTP 500',
			{ on: 'message', kind: 'answer', status: 500, body: { code: 155000, msg: 'Internal error' } },
			0,
		],
		[
			'HTTP 502 of a proxy',
			{ on: 'message', kind: 'answer', status: 502, body: '<html>Bad gateway</html>' },
			0,
		],
	])('%s', async (_name, fault, delivered) => {
		bench.emulator.faults.add(fault);
		const run = await bench.engine.run(
			workflowOf({ receiver: by('id', bench.openId('赵敏')), text: 'x' }, [{}], {
				onError: 'continueRegularOutput',
			}),
			bench.credential(),
		);
		expect(outputOf(run)).toMatchObject([
			[{ json: { error: maybeDelivered(bench.openId('赵敏')), details: { kind: 'unknown' } } }],
		]);
		expect(requestsTo(bench.emulator, MESSAGE_PATH)).toHaveLength(1);
		expect(bench.emulator.inbox.messages).toHaveLength(delivered);
	});
});

test.each([429, 400, 200] as const)(
	'too many requests, answered with HTTP %i, for longer than allowed: not delivered',
	async (status) => {
		bench.emulator.faults.add({ on: 'message', kind: 'rateLimited', status, reset: '7' });
		const parameters = {
			receiver: by('id', bench.openId('赵敏')),
			text: 'x',
			options: { maxWait: 5 },
		};
		const run = await bench.engine.run(
			workflowOf(parameters, [{}], { onError: 'continueRegularOutput' }),
			bench.credential(),
		);
		expect(outputOf(run)).toMatchObject([
			[
				{
					json: {
						error: `The message to ${bench.openId('赵敏')} was not sent, because the quota is used up for longer than 'Max Wait' allows`,
						message: expect.stringMatching(
							/^It would have to wait 7 more seconds\..* code 99991400/,
						) as string,
						details: { kind: 'rateLimited', code: 99991400, httpStatus: status },
					},
				},
			],
		]);
		expect(requestsTo(bench.emulator, MESSAGE_PATH)).toHaveLength(1);
	},
);

test('a server that is not there: nothing was sent', async () => {
	const gone = await setUp();
	const store = gone.credential();
	await gone.engine.run(workflowOf({ receiver: by('id', gone.openId('赵敏')), text: 'x' }), store);
	await gone.emulator.close();
	const run = await bench.engine.run(
		workflowOf(
			{ receiver: by('id', bench.openId('赵敏')), text: 'x', options: { maxTries: 1 } },
			[{}],
			{
				onError: 'continueRegularOutput',
			},
		),
		store,
	);
	expect(outputOf(run)).toMatchObject([
		[
			{
				json: {
					error: `The message to ${bench.openId('赵敏')} was not sent, because the server refused the connection`,
					details: { kind: 'notConnected' },
				},
			},
		],
	]);
});

test('a redirect is not followed', async () => {
	bench.emulator.faults.add({
		on: 'message',
		kind: 'answer',
		status: 307,
		body: '',
		headers: { location: `${bench.emulator.url}/elsewhere` },
	});
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', bench.openId('赵敏')), text: 'x' }),
		bench.credential(),
	);
	expect(errorOf(run)).toMatchObject({
		message: `The server redirects to another address (message to ${bench.openId('赵敏')})`,
		httpCode: '307',
	});
	expect(bench.emulator.inbox.requests.map(({ path }) => path)).toEqual([TOKEN_PATH, MESSAGE_PATH]);
});

test('no secret in any error or output', async () => {
	const store = bench.credential();
	const failures: string[] = [];
	const faults = [
		{ on: 'message', kind: 'answer', status: 400, body: { code: 154001 } },
		{ on: 'message', kind: 'dropAfterDelivery' },
		{ on: 'message', kind: 'answer', status: 500, body: 'x' },
	] as const;
	for (const fault of faults) {
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			bench.emulator.faults.add(fault);
			const run = await bench.engine.run(
				workflowOf({ receiver: by('id', bench.openId('赵敏')), text: 'x' }, [{}], { onError }),
				store,
			);
			const { error, runData } = run.data.resultData;
			failures.push(JSON.stringify([error, error?.stack, error?.cause, runData]));
		}
	}
	const { appSecret, accessToken, helpdeskId, helpdeskToken } = store.credential ?? {};
	const header = Buffer.from(`${String(helpdeskId)}:${String(helpdeskToken)}`).toString('base64');
	for (const secret of [appSecret, accessToken, helpdeskToken, header]) {
		expect(String(secret).length).toBeGreaterThan(8);
		expect(failures.filter((text) => text.includes(String(secret)))).toEqual([]);
	}
});
