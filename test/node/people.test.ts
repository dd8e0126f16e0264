import type { IDataObject } from 'n8n-workflow';

import { crowd } from './crowd';
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

const LOOK_UP_PATH = '/open-apis/contact/v3/users/batch_get_id';

let bench: Bench;
beforeEach(async () => {
	const world = crowd(150);
	world.people = world.people.map((person, i) => ({
		...person,
		email: `person${i}@example.com`,
		mobile: `+8613000${String(i).padStart(6, '0')}`,
	}));
	const leaver = world.people[5];
	if (leaver) leaver.resigned = true;
	bench = await setUp({ world, quota: { limit: 0, windowMs: 1000 } });
});
afterEach(() => bench.emulator.close());

const reached = () => bench.emulator.inbox.messages.map(({ receiverId }) => receiverId).sort();

test('several receivers of one item get one message each, paired with it', async () => {
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', '={{ $json.to }}'), text: 'x' }, [
			{ to: 'ou_1, ou_2\nou_3' },
			{ to: ['ou_4', 'ou_6'] },
		]),
		bench.credential(),
	);
	expect(reached()).toEqual(['ou_1', 'ou_2', 'ou_3', 'ou_4', 'ou_6']);
	expect(outputOf(run)[0]?.map(({ json, pairedItem }) => [json.receiver_id, pairedItem])).toEqual([
		['ou_1', { item: 0 }],
		['ou_2', { item: 0 }],
		['ou_3', { item: 0 }],
		['ou_4', { item: 1 }],
		['ou_6', { item: 1 }],
	]);
});

test('a deduplication key of an item with several receivers stands for one message to each', async () => {
	const workflow = workflowOf(
		{ receiver: by('id', 'ou_1, ou_2'), text: 'x', options: { deduplicationKey: 'week 1' } },
		[{}],
		{ id: 'several receivers' },
	);
	await bench.engine.run(workflow, bench.credential());
	await bench.engine.run(workflow, bench.credential());
	expect(reached()).toEqual(['ou_1', 'ou_2']);
});

test('by e-mail: the message goes to the Open ID that this app gets, and the output names the address', async () => {
	const run = await bench.engine.run(
		workflowOf({ receiver: by('email', 'Person7@example.com'), text: 'x' }),
		bench.credential(),
	);
	expect(requestsTo(bench.emulator, LOOK_UP_PATH).map(({ body, query }) => [body, query])).toEqual([
		[{ emails: ['Person7@example.com'], include_resigned: false }, { user_id_type: 'open_id' }],
	]);
	expect(requestsTo(bench.emulator, MESSAGE_PATH)).toMatchObject([
		{ query: { user_id_type: 'open_id' }, body: { receiver_id: 'ou_7' } },
	]);
	expect(outputOf(run)).toMatchObject([
		[{ json: { receiver_id: 'ou_7', found_by: 'Person7@example.com' } }],
	]);
});

test.each(['+86 130 0000 0009', '13000000009'])('by mobile: %s', async (mobile) => {
	const run = await bench.engine.run(
		workflowOf({ receiver: by('mobile', mobile), text: 'x' }),
		bench.credential(),
	);
	expect(run.status).toBe('success');
	expect(reached()).toEqual(['ou_9']);
});

test('120 addresses take three look-ups, each address once', async () => {
	const items = Array.from({ length: 240 }, (_, i) => ({
		to: `person${10 + (i % 120)}@example.com`,
	}));
	const run = await bench.engine.run(
		workflowOf(
			{
				receiver: by('email', '={{ $json.to }}'),
				text: 'x',
				options: { messagesPerMinute: 0 },
			},
			items,
		),
		bench.credential(),
	);
	expect(run.status).toBe('success');
	expect(
		requestsTo(bench.emulator, LOOK_UP_PATH).map(
			({ body }) => (body as { emails: string[] }).emails.length,
		),
	).toEqual([50, 50, 20]);
	expect(requestsTo(bench.emulator, TOKEN_PATH)).toHaveLength(1);
	expect(bench.emulator.inbox.messages).toHaveLength(240);
});

test.each<[string, unknown]>([
	['two spellings of an address', by('email', 'Person1@example.com, person1@example.com')],
	['an address and an Open ID', ['person1@example.com', 'ou_1']],
])('one person by %s gets one message', async (_name, to) => {
	await bench.engine.run(
		workflowOf({ receiver: '={{ $json.to }}', text: 'x' }, [{ to } as IDataObject]),
		bench.credential(),
	);
	expect(reached()).toEqual(['ou_1']);
});

test.each<[string, unknown, IDataObject, string[]]>([
	['a text', '={{ $json.to }}', { to: 'person1@example.com' }, ['ou_1']],
	['a list', '={{ $json.to }}', { to: ['ou_1', 'person2@example.com'] }, ['ou_1', 'ou_2']],
	['a locator', '={{ $json.to }}', { to: { ...by('mobile', 13000000003) } }, ['ou_3']],
	['a list in the box', by('email', '={{ $json.to }}'), { to: ['person1@example.com'] }, ['ou_1']],
	['a number in the box', by('mobile', '={{ $json.to }}'), { to: 13000000009 }, ['ou_9']],
	[
		'a locator in the box',
		by('email', '={{ $json.to }}'),
		{ to: { ...by('id', 'ou_4') } },
		['ou_4'],
	],
	['text in the list', by('list', '={{ $json.to }}'), { to: 'ou_6' }, ['ou_6']],
])('an expression that gives %s', async (_name, receiver, item, ids) => {
	const run = await bench.engine.run(
		workflowOf({ receiver, text: 'x' } as IDataObject, [item]),
		bench.credential(),
	);
	expect([run.status, reached()]).toEqual(['success', ids]);
});

test('an expression that gives nothing is refused before anything is sent', async () => {
	const run = await bench.engine.run(
		workflowOf({ receiver: '={{ $json.missing }}', text: 'x' }, [{}, {}]),
		bench.credential(),
	);
	expect(errorOf(run)?.message).toBe("'Receiver' is empty");
	expect(bench.emulator.inbox.requests).toEqual([]);
});

describe('mentions', () => {
	const person = (address: string) => ({
		who: 'person',
		person: by('email', address),
		position: 'before',
	});
	const receiver = { who: 'receiver', position: 'after' };
	const contents = () =>
		Object.fromEntries(
			bench.emulator.inbox.messages.map((message) => [message.receiverId, message.content]),
		);

	test('are looked up together with the receivers; each receiver is mentioned in their own message', async () => {
		const mention = [person('person7@example.com'), person('person1@example.com'), receiver];
		await bench.engine.run(
			workflowOf({
				receiver: by('email', 'person1@example.com, person2@example.com'),
				text: 'Hi',
				mentions: { mention },
			}),
			bench.credential(),
		);
		const others = '<at user_id="ou_7"></at> <at user_id="ou_1"></at>';
		expect(contents()).toEqual({
			ou_1: { text: `${others} Hi <at user_id="ou_1"></at>` },
			ou_2: { text: `${others} Hi <at user_id="ou_2"></at>` },
		});
		expect(requestsTo(bench.emulator, LOOK_UP_PATH).map(({ body }) => body)).toEqual([
			{
				emails: ['person1@example.com', 'person7@example.com', 'person2@example.com'],
				include_resigned: false,
			},
		]);
	});

	test('in a rich text', async () => {
		const element = [
			{ type: 'text', text: 'Hi ', newParagraph: true },
			{ type: 'mention', ...person('person7@example.com'), newParagraph: false },
			{ type: 'mention', who: 'receiver', newParagraph: false },
		];
		await bench.engine.run(
			workflowOf({ receiver: 'ou_2', messageType: 'post', postElements: { element } }),
			bench.credential(),
		);
		expect(contents()).toMatchObject({
			ou_2: {
				post: {
					zh_cn: {
						content: [
							[
								{ tag: 'text', text: 'Hi ' },
								{ tag: 'at', user_id: 'ou_7' },
								{ tag: 'at', user_id: 'ou_2' },
							],
						],
					},
				},
			},
		});
	});

	test('in a card', async () => {
		const block = [
			{ type: 'mention', ...person('person7@example.com'), text: 'and' },
			{ type: 'mention', who: 'receiver' },
		];
		await bench.engine.run(
			workflowOf({
				receiver: by('email', 'person1@example.com, person2@example.com'),
				messageType: 'interactive',
				cardBlocks: { block },
			}),
			bench.credential(),
		);
		const cardOf = (receiver: string) => ({
			elements: [
				{ tag: 'markdown', content: '<at id=ou_7></at> and' },
				{ tag: 'markdown', content: `<at id=${receiver}></at>` },
			],
		});
		expect(contents()).toEqual({ ou_1: cardOf('ou_1'), ou_2: cardOf('ou_2') });
		expect(requestsTo(bench.emulator, LOOK_UP_PATH)).toHaveLength(1);
	});

	const NOBODY = 'No Feishu user found for nobody@example.com, who is mentioned';

	test.each<[string, IDataObject]>([
		['mentions', { text: 'Hi', mentions: { mention: [person('nobody@example.com')] } }],
		[
			'postElements',
			{
				messageType: 'post',
				postElements: { element: [{ type: 'mention', ...person('nobody@example.com') }] },
			},
		],
		[
			'cardBlocks',
			{
				messageType: 'interactive',
				cardBlocks: { block: [{ type: 'mention', ...person('nobody@example.com') }] },
			},
		],
	])('of nobody stop the message, and the field is named: %s', async (field, parameters) => {
		const run = await bench.engine.run(
			workflowOf({ receiver: by('id', 'ou_1, ou_2'), ...parameters }, [{}], {
				onError: 'continueRegularOutput',
			}),
			bench.credential(),
		);
		expect(outputOf(run)[0]?.map(({ json }) => json.error)).toEqual([NOBODY, NOBODY]);
		expect(outputOf(run)[0]?.[0]?.json.details).toEqual({
			kind: 'invalidInput',
			receiver: 'ou_1',
			field,
		});
		expect(reached()).toEqual([]);
	});

	test('stand in the request of a dry run', async () => {
		const run = await bench.engine.run(
			workflowOf({
				receiver: 'ou_1',
				text: 'Hi',
				mentions: { mention: [person('person7@example.com'), receiver] },
				options: { dryRun: true },
			}),
			bench.credential(),
		);
		expect(JSON.stringify(outputOf(run))).toContain('ou_7');
		expect(reached()).toEqual([]);
	});
});

describe('somebody whom nobody knows', () => {
	const items = [
		{ to: 'person1@example.com' },
		{ to: 'nobody@example.com' },
		{ to: 'person5@example.com' },
		{ to: 'person3@example.com' },
	];
	const notFound = (address: string) => `No Feishu user found for ${address}`;

	test('the others are reached', async () => {
		const run = await bench.engine.run(
			workflowOf({ receiver: by('email', '={{ $json.to }}'), text: 'x' }, items, {
				onError: 'continueRegularOutput',
			}),
			bench.credential(),
		);
		expect(outputOf(run)[0]?.map(({ json }) => json.error ?? json.receiver_id)).toEqual([
			'ou_1',
			notFound('nobody@example.com'),
			notFound('person5@example.com'),
			'ou_3',
		]);
		expect(outputOf(run)[0]?.[1]?.json.details).toEqual({
			kind: 'invalidInput',
			receiver: 'nobody@example.com',
			field: 'receiver',
		});
	});

	test('in stop mode nothing is sent', async () => {
		const run = await bench.engine.run(
			workflowOf({ receiver: by('email', '={{ $json.to }}'), text: 'x' }, items),
			bench.credential(),
		);
		expect(errorOf(run)).toMatchObject({
			message: notFound('nobody@example.com'),
			context: { itemIndex: 1 },
			description: expect.stringContaining('Nothing was sent.') as string,
		});
		expect(reached()).toEqual([]);
	});
});

test('a look-up without the scope fails as such, and others are reached', async () => {
	const [app] = bench.emulator.world.apps;
	if (app) app.scopes = app.scopes.filter((scope) => scope !== 'contact:user.id:readonly');
	const items = [
		{ type: 'email', to: 'person1@example.com' },
		{ type: 'id', to: 'ou_3' },
	];
	const run = await bench.engine.run(
		workflowOf({ receiver: by('={{ $json.type }}', '={{ $json.to }}'), text: 'x' }, items, {
			onError: 'continueRegularOutput',
		}),
		bench.credential(),
	);
	expect(outputOf(run)[0]?.map(({ json }) => json.error ?? json.receiver_id)).toEqual([
		'The app lacks a scope: contact:user.id:readonly',
		'ou_3',
	]);
	expect(outputOf(run)[0]?.[0]?.json.message).toContain('Add the scope in Feishu: https://');
});

test('a look-up that fails for a moment is made again', async () => {
	bench.emulator.faults.add({ on: 'contact', kind: 'dropBeforeDelivery' });
	const run = await bench.engine.run(
		workflowOf({ receiver: by('email', 'person1@example.com'), text: 'x' }),
		bench.credential(),
	);
	expect(run.status).toBe('success');
	expect(requestsTo(bench.emulator, LOOK_UP_PATH)).toHaveLength(2);
});

test('a skipped item names its receiver as a sent one does', async () => {
	const run = async () =>
		outputOf(
			await bench.engine.run(
				workflowOf(
					{
						receiver: by('email', 'person1@example.com'),
						text: 'x',
						options: { deduplicationKey: `skipped ${bench.emulator.url}` },
					},
					[{}],
					{ id: 'skipped' },
				),
				bench.credential(),
			),
		)[0]?.[0]?.json;
	expect(await run()).toMatchObject({ receiver_id: 'ou_1', found_by: 'person1@example.com' });
	expect(await run()).toEqual({
		skipped: true,
		deduplication_key: `skipped ${bench.emulator.url}`,
		receiver_id: 'ou_1',
		found_by: 'person1@example.com',
	});
});

describe('Dry Run', () => {
	test('shows the request, looks people up, and sends nothing', async () => {
		const store = bench.credential();
		const run = await bench.engine.run(
			workflowOf(
				{
					receiver: by('email', '={{ $json.to }}'),
					text: 'Hello "you"',
					options: { dryRun: true },
				},
				[{ to: 'person1@example.com' }],
			),
			store,
		);
		expect(outputOf(run)).toEqual([
			[
				{
					json: {
						dryRun: true,
						found_by: 'person1@example.com',
						preview: 'Hello "you"',
						msg_type: 'text',
						receiver_id: 'ou_1',
						receive_type: 'chat',
						request: {
							method: 'POST',
							url: `${bench.emulator.url}/open-apis/helpdesk/v1/message`,
							query: { user_id_type: 'open_id' },
							body: {
								msg_type: 'text',
								content: { text: 'Hello "you"' },
								receiver_id: 'ou_1',
								receive_type: 'chat',
							},
						},
					},
					pairedItem: { item: 0 },
				},
			],
		]);
		expect(bench.emulator.inbox.requests.map(({ path }) => path)).toEqual([
			TOKEN_PATH,
			LOOK_UP_PATH,
		]);
		expect(JSON.stringify(run.data.resultData)).not.toContain(
			String(store.credential?.helpdeskToken),
		);
	});

	test('the output pane says that nothing was sent', async () => {
		const hintsOf = async (items: IDataObject[]) => {
			const run = await bench.engine.run(
				workflowOf(
					{
						receiver: by('id', '={{ $json.to }}'),
						text: 'x',
						options: { dryRun: '={{ $json.dry }}' },
					},
					items,
				),
				bench.credential(),
			);
			return run.data.resultData.runData.Send?.[0]?.hints ?? [];
		};
		const dry = (to: string) => ({ to, dry: true });
		expect(await hintsOf([dry('ou_1'), dry('ou_2')])).toEqual([
			{
				message: "Dry run: nothing was sent. Remove the option 'Dry Run' to send.",
				location: 'outputPane',
			},
		]);
		expect(await hintsOf([dry('ou_1'), { to: 'ou_2', dry: false }])).toMatchObject([
			{
				message: "Dry run: 1 of 2 messages were not sent. Remove the option 'Dry Run' to send.",
			},
		]);
		expect(await hintsOf([{ to: 'ou_1', dry: false }])).toEqual([]);
	});

	test('without addresses to look up it makes no request at all', async () => {
		const run = await bench.engine.run(
			workflowOf({ receiver: by('id', 'ou_1'), text: 'x', options: { dryRun: true } }),
			bench.credential(),
		);
		expect(outputOf(run)).toMatchObject([[{ json: { dryRun: true } }]]);
		expect(bench.emulator.inbox.requests).toEqual([]);
	});

	test('is a matter of each item, and the word true will do', async () => {
		const items = [{ to: 'ou_1' }, { to: 'ou_2', dry: 'true' }, { to: 'ou_3', dry: true }];
		const run = await bench.engine.run(
			workflowOf(
				{
					receiver: by('id', '={{ $json.to }}'),
					text: 'x',
					options: { dryRun: '={{ $json.dry ?? false }}' },
				},
				items,
			),
			bench.credential(),
		);
		expect(outputOf(run)[0]?.map(({ json }) => json.dryRun ?? json.receiver_id)).toEqual([
			'ou_1',
			true,
			true,
		]);
		expect(reached()).toEqual(['ou_1']);
	});

	test('bad input fails as it would', async () => {
		const run = await bench.engine.run(
			workflowOf({ receiver: by('id', 'ou_1'), text: ' ', options: { dryRun: true } }),
			bench.credential(),
		);
		expect(errorOf(run)).toMatchObject({ message: "'Text' is empty" });
	});
});
