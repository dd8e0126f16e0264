import type { IDataObject } from 'n8n-workflow';

import { by } from '../support/receiver';
import { requestsTo, MESSAGE_PATH, outputOf, setUp, workflowOf, type Bench } from './setup';

let bench: Bench;
beforeAll(async () => {
	bench = await setUp();
});
afterAll(() => bench.emulator.close());

const CARD = { elements: [{ tag: 'hr' }] };
const card = (cardJson: unknown) => ({
	messageType: 'interactive',
	cardInput: 'json',
	cardJson: typeof cardJson === 'string' ? cardJson : JSON.stringify(cardJson),
});
const to = (mode: string, value: unknown) => ({ text: 'x', receiver: by(mode, value) });
const OPEN_ID = 'ou_3d64f8a2b90c4e15a7f2681d5be0c973';

async function read(parameters: IDataObject, options: IDataObject = {}): Promise<unknown[]> {
	const run = await bench.engine.run(
		workflowOf({ receiver: by('id', OPEN_ID), ...parameters, options }),
		bench.credential(),
	);
	return (outputOf(run)[0] ?? []).map(({ json }) => json.read_as);
}

test.each<[string, IDataObject, string]>([
	[
		'an address behind a name',
		to('email', 'Zhao Min <zhao.min@example.com>'),
		'"Zhao Min <zhao.min@example.com>" was read as zhao.min@example.com.',
	],
	[
		'a number with another prefix',
		to('mobile', '008613000000004'),
		'"008613000000004" was read as +8613000000004.',
	],
	[
		'a number without a prefix',
		to('mobile', '8613000000004'),
		'"8613000000004" was read as +8613000000004.',
	],
	[
		'a number with decimals',
		to('mobile', '13000000004.0'),
		'"13000000004.0" was read as 13000000004.',
	],
	[
		'an ID in a mention',
		to('id', `<at user_id="${OPEN_ID}">赵敏</at>`),
		`"<at user_id=\\"${OPEN_ID}\\">赵敏</at>" was read as ${OPEN_ID}.`,
	],
	[
		'an address of somebody who is mentioned',
		{
			text: 'x',
			mentions: {
				mention: [
					{
						who: 'person',
						person: by('email', 'mailto:zhao.min@example.com?cc=x'),
						position: 'before',
					},
				],
			},
		},
		'"mailto:zhao.min@example.com?cc=x" was read as zhao.min@example.com.',
	],
	[
		'a card in the body of a custom bot',
		card({ timestamp: '1', sign: 'x', msg_type: 'interactive', card: CARD }),
		"Of 'Card JSON' only what stands under card was used, not timestamp, sign, msg_type.",
	],
	[
		'a card in a file of the card builder',
		card({ name: 'x', dsl: JSON.stringify(CARD), variables: [] }),
		"Of 'Card JSON' only what stands under dsl was used, not name, variables.",
	],
	[
		'a card in a fence',
		card(`\`\`\`json\n${JSON.stringify(CARD)}\n\`\`\``),
		"'Card JSON' was read out of a code fence.",
	],
	[
		'a card in a body in a string in a fence',
		card(`~~~\n${JSON.stringify(JSON.stringify({ msg_type: 'interactive', card: CARD }))}\n~~~`),
		"'Card JSON' was read out of a code fence and a string. Of 'Card JSON' only what stands under card was used, not msg_type.",
	],
	[
		'a card with backslashes',
		card(JSON.stringify(CARD).replaceAll('"', '\\"')),
		"'Card JSON' was read out of text with backslashes.",
	],
	[
		'a rich text in the body of im/v1',
		{
			messageType: 'post',
			postInput: 'json',
			postJson: JSON.stringify({
				receive_id: 'ou_1',
				msg_type: 'post',
				content: JSON.stringify({
					zh_cn: { title: 'T', content: [[{ tag: 'text', text: 'x' }]] },
				}),
			}),
		},
		"Of 'Rich Text JSON' only what stands under content was used, not receive_id, msg_type.",
	],
	[
		'a template ID in an address',
		{
			messageType: 'interactive',
			cardInput: 'template',
			cardTemplateId: 'https://open.feishu.cn/cardkit/editor?cardId=AAqEmulatorDemo1',
		},
		'"https://open.feishu.cn/cardkit/editor?cardId=AAqEmulatorDemo1" was read as AAqEmulatorDemo1.',
	],
])('%s', async (_name, parameters, note) => {
	expect(await read(parameters)).toEqual([note]);
	expect(await read(parameters, { dryRun: true })).toEqual([note]);
});

test.each<[string, IDataObject]>([
	['the key of a picture', { messageType: 'image', imageSource: 'imageKey' }],
	[
		'of a block',
		{
			messageType: 'interactive',
			cardInput: 'builder',
			cardBlocks: { block: [{ type: 'picture', pictureSource: 'imageKey', altText: '' }] },
		},
	],
	[
		'of an element',
		{
			messageType: 'post',
			postInput: 'builder',
			postElements: { element: [{ type: 'picture', pictureSource: 'imageKey' }] },
		},
	],
])('a dry run: %s', async (_name, parameters) => {
	const imageKey = '![chart](img_v3_1)';
	const text = JSON.stringify(parameters).replaceAll(
		'"imageKey"',
		`"imageKey","imageKey":${JSON.stringify(imageKey)}`,
	);
	expect(await read(JSON.parse(text) as IDataObject, { dryRun: true })).toEqual([
		'"![chart](img_v3_1)" was read as img_v3_1.',
	]);
});

test('each receiver has a note of their own, and a message that is skipped has it as well', async () => {
	const parameters = to('email', 'Min <zhao.min@example.com>, lin.xiaoyu@example.com');
	const notes = ['"Min <zhao.min@example.com>" was read as zhao.min@example.com.', undefined];
	const before = requestsTo(bench.emulator, MESSAGE_PATH).length;
	for (let run = 0; run < 2; run++)
		expect(await read(parameters, { deduplicationKey: 'one' })).toEqual(notes);
	expect(requestsTo(bench.emulator, MESSAGE_PATH)).toHaveLength(before + 2);
});

test.each<[string, IDataObject]>([
	['an ID with blanks', to('id', ` ${OPEN_ID}\n`)],
	['an ID in quotation marks', to('id', `"${OPEN_ID}"`)],
	['an address with full-width signs', to('email', 'zhao.min＠example。com')],
	['a number with signs', to('mobile', '（+86）130-0000 0004')],
	['a card as it is', card(CARD)],
	['a card as an object', card({ card: CARD })],
	['a card with invisible blanks', card(`\ufeff${JSON.stringify(CARD)}\u00a0`)],
])('no note: %s', async (_name, parameters) => {
	expect(await read(parameters)).toEqual([undefined]);
});

test('a question that waits says it in a hint', async () => {
	const run = await bench.engine.run(
		workflowOf({
			operation: 'sendAndWait',
			receiver: by('email', 'Min <zhao.min@example.com>'),
			message: 'Question?',
		}),
		bench.credential(),
	);
	expect([run.status, run.data.resultData.runData.Send?.[0]?.hints]).toEqual([
		'waiting',
		[
			{
				message: '"Min <zhao.min@example.com>" was read as zhao.min@example.com.',
				location: 'outputPane',
			},
		],
	]);
});
