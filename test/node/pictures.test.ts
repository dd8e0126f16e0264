/* eslint-disable @n8n/community-nodes/no-restricted-imports -- sets up n8n's own binary data service */
import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, IDataObject } from 'n8n-workflow';

import { PNG } from '../support/pictures';
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

jest.mock('../../dist/nodes/shared/n8n/clock.js', () =>
	jest.requireActual<typeof import('./quickClock')>('./quickClock').quickClock(),
);

const IMAGE_PATH = '/open-apis/im/v1/images';

/** As good a picture as the other, with other content. */
const OTHER_PNG = Buffer.concat([PNG, Buffer.from([0])]);
const GIF_TOO_LARGE = Buffer.from(
	'47494638396101080108800000ffffff00000021f90400000000002c',
	'hex',
);

let bench: Bench;
beforeEach(async () => {
	bench = await setUp();
});
afterEach(() => bench.emulator.close());

type Picture = Buffer | IBinaryData | undefined;

function workflow(pictures: Picture[], parameters: IDataObject = {}, settings = {}) {
	const base = workflowOf(
		{
			receiver: by('id', bench.openId('赵敏')),
			messageType: 'image',
			imageSource: 'binary',
			imageBinaryField: 'data',
			options: { messagesPerMinute: 0 },
			...parameters,
		},
		[],
		settings,
	);
	const items = pictures.map((picture) => {
		if (!picture) return { json: {} };
		const data: IBinaryData = Buffer.isBuffer(picture)
			? { data: picture.toString('base64'), mimeType: 'image/png', fileName: 'red.png' }
			: picture;
		return { json: {}, binary: { data } };
	});
	return { ...base, pinData: { Trigger: items } };
}

test('a picture is uploaded and sent in one step', async () => {
	const run = await bench.engine.run(workflow([PNG]), bench.credential());
	expect(run.status).toBe('success');
	const [message] = bench.emulator.inbox.messages;
	const { image_key: imageKey } = message?.content as { image_key: string };
	const shown = await fetch(`${bench.emulator.url}/_emulator/images/${imageKey}`);
	expect(Buffer.from(await shown.arrayBuffer())).toEqual(PNG);
	expect(requestsTo(bench.emulator, IMAGE_PATH)).toMatchObject([
		{
			headers: {
				'content-type': expect.stringMatching(/^multipart\/form-data; boundary=/) as string,
			},
			body: {
				multipart: [
					{ name: 'image_type', value: 'message' },
					{ name: 'image', bytes: PNG.length },
				],
			},
		},
	]);
});

test('a picture in the file system, as n8n stores it by default', async () => {
	const binaryData = Container.get(BinaryDataService);
	await binaryData.init();
	const stored = await binaryData.store(
		{ type: 'execution', workflowId: 'w', executionId: '1' },
		PNG,
		{ data: '', mimeType: 'image/png' },
	);
	expect(stored).toMatchObject({
		id: expect.stringContaining('filesystem') as string,
		data: 'filesystem-v2',
	});
	const run = await bench.engine.run(workflow([stored]), bench.credential());
	expect(run.status).toBe('success');
	expect(requestsTo(bench.emulator, IMAGE_PATH)).toMatchObject([
		{ body: { multipart: [{}, { bytes: PNG.length }] } },
	]);
});

test('the same picture on 50 items is uploaded once', async () => {
	const pictures = Array.from({ length: 50 }, (_, i) => (i === 10 ? OTHER_PNG : PNG));
	const run = await bench.engine.run(workflow(pictures), bench.credential());
	expect(run.status).toBe('success');
	expect(requestsTo(bench.emulator, IMAGE_PATH)).toHaveLength(2);
	expect(bench.emulator.inbox.messages).toHaveLength(50);
});

test.each<[string, Picture, string]>([
	['no file', undefined, "'Input Data Field Name' (data) has no file in this item"],
	['an empty file', Buffer.alloc(0), "'Input Data Field Name' (data) is an empty file"],
	[
		'a text',
		Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
		"'Input Data Field Name' (data) is not a picture that Feishu takes: it is an SVG drawing",
	],
	['a large GIF', GIF_TOO_LARGE, "'Input Data Field Name' (data) has too many pixels for Feishu"],
	[
		'more than 10 MB',
		Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)]),
		"'Input Data Field Name' (data) is too large for Feishu",
	],
])('%s is refused before anything is sent', async (_name, picture, message) => {
	const run = await bench.engine.run(workflow([PNG, picture]), bench.credential());
	expect(errorOf(run)).toMatchObject({
		message,
		context: { itemIndex: 1 },
		description: expect.stringMatching(
			/\S.*<br><br>Nothing was sent\. To reach the others/,
		) as string,
	});
	expect(bench.emulator.inbox.requests).toEqual([]);
});

test('a file that is missing: the error names the files that are there, once', async () => {
	const run = await bench.engine.run(
		workflow([PNG], { imageBinaryField: 'photo' }),
		bench.credential(),
	);
	expect(errorOf(run)).toMatchObject({
		message: "'Input Data Field Name' (photo) has no file in this item",
		description: 'This item has: data (red.png).',
	});
	const without = await bench.engine.run(workflow([undefined]), bench.credential());
	expect(errorOf(without).description).toBe(
		'This item has no file at all. Check the nodes before: one of them may not pass files on.',
	);
});

test('a token that expires at the upload is renewed, and the picture sent again', async () => {
	bench.emulator.faults.add({ on: 'image', kind: 'tokenExpired' });
	const run = await bench.engine.run(workflow([PNG]), bench.credential());
	expect(run.status).toBe('success');
	expect(
		requestsTo(bench.emulator, IMAGE_PATH).map(({ code, body }) => [
			code,
			(body as { multipart: Array<{ bytes: number }> }).multipart[1]?.bytes,
		]),
	).toEqual([
		[99991663, PNG.length],
		[0, PNG.length],
	]);
	expect(requestsTo(bench.emulator, TOKEN_PATH)).toHaveLength(2);
});

test.each<[string, (app: { scopes: string[]; bot: boolean }) => void, string]>([
	[
		'the scope',
		(app) => (app.scopes = ['helpdesk:all']),
		'The app lacks a scope: one of im:resource, im:resource:upload',
	],
	[
		'the bot ability',
		(app) => (app.bot = false),
		'The app has no bot, so it cannot upload pictures (message to WHO)',
	],
])(
	'without %s the upload fails as such, and other messages are sent',
	async (_name, change, message) => {
		const [app] = bench.emulator.world.apps;
		if (app) change(app);
		const both = workflow([PNG], {}, { onError: 'continueRegularOutput' });
		const run = await bench.engine.run(both, bench.credential());
		expect(outputOf(run)).toMatchObject([
			[
				{
					json: {
						error: message.replace('WHO', bench.openId('赵敏')),
						details: { kind: 'refused' },
					},
				},
			],
		]);
		expect(requestsTo(bench.emulator, MESSAGE_PATH)).toEqual([]);
	},
);

test('an upload that was lost is made again: that harms nobody', async () => {
	bench.emulator.faults.add({ on: 'image', kind: 'dropAfterDelivery' });
	const run = await bench.engine.run(workflow([PNG]), bench.credential());
	expect(run.status).toBe('success');
	expect(bench.emulator.inbox.messages).toHaveLength(1);
});

test('an upload that stays unclear says that the message was not sent', async () => {
	bench.emulator.faults.add({ on: 'image', kind: 'dropAfterDelivery', times: 3 });
	const run = await bench.engine.run(
		workflow([PNG], {}, { onError: 'continueRegularOutput' }),
		bench.credential(),
	);
	expect(outputOf(run)).toMatchObject([
		[
			{
				json: {
					error: `The message to ${bench.openId('赵敏')} was not sent, because the connection was closed before an answer came`,
					details: { kind: 'notConnected' },
				},
			},
		],
	]);
	expect(requestsTo(bench.emulator, IMAGE_PATH)).toHaveLength(3);
	expect(requestsTo(bench.emulator, MESSAGE_PATH)).toEqual([]);
});

test('a dry run uploads nothing', async () => {
	const run = await bench.engine.run(
		workflow([PNG], { options: { dryRun: true } }),
		bench.credential(),
	);
	expect(outputOf(run)).toMatchObject([
		[
			{
				json: {
					dryRun: true,
					preview: '[Picture: (the picture in data, once it is uploaded)]',
					request: {
						body: { content: { image_key: '(the picture in data, once it is uploaded)' } },
					},
				},
			},
		],
	]);
	expect(bench.emulator.inbox.requests).toEqual([]);
});
