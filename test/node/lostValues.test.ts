import type { IDataObject } from 'n8n-workflow';

import { by } from '../support/receiver';
import { errorOf, MESSAGE_PATH, requestsTo, setUp, workflowOf, type Bench } from './setup';

let bench: Bench;
beforeEach(async () => {
	bench = await setUp();
});
afterEach(() => bench.emulator.close());

const run = async (parameters: IDataObject, items: IDataObject[]) =>
	await bench.engine.run(
		workflowOf({ receiver: by('id', bench.openId('赵敏')), ...parameters }, items),
		bench.credential(),
	);

const card = (...block: IDataObject[]): IDataObject => ({
	messageType: 'interactive',
	cardInput: 'builder',
	cardTitle: 'T',
	cardBlocks: { block },
});

test.each<[string, IDataObject, IDataObject, string]>([
	[
		'an object in a sentence',
		{ text: '=Alert {{ $json.labels }} fired' },
		{ labels: { alertname: 'x' } },
		"'Text' lacks a value: {{ $json.labels }} gave an object",
	],
	[
		'a date that is none',
		{ text: "=Due {{ DateTime.fromISO($json.d).toFormat('yyyy') }}" },
		{ d: '24.12.2026' },
		`'Text' lacks a value: {{ DateTime.fromISO($json.d).toFormat('yyyy') }} gave "Invalid DateTime"`,
	],
	[
		'words that were put together',
		{ text: '={{ `Hi ${$json.name}` }}' },
		{},
		'\'Text\' lacks a value: {{ `Hi ${$json.name}` }} gave "Hi undefined"',
	],
	[
		'a value that another node does not have',
		{ text: "={{ 'Hi ' + $('Trigger').item.json.name }}" },
		{},
		"'Text' lacks a value: {{ 'Hi ' + $('Trigger').item.json.name }} gave \"Hi undefined\"",
	],
	[
		'an expression as fixed text',
		{ text: 'Hi {{ $json.name }}' },
		{ name: 'x' },
		"'Text' is fixed text with an expression in it: {{ $json.name }}",
	],
	[
		'in a block, which is named',
		card({ type: 'divider' }, { type: 'note', text: '=by {{ $json.owner }}' }),
		{ owner: [{ name: '赵敏' }] },
		"'Text' of block 2 lacks a value: {{ $json.owner }} gave a list of objects",
	],
	[
		'in an option',
		{ ...card(), options: { cardSubtitle: '=for {{ $json.owner }}' } },
		{ owner: {} },
		"'Subtitle' lacks a value: {{ $json.owner }} gave an object",
	],
	[
		'in JSON',
		{
			messageType: 'interactive',
			cardInput: 'json',
			cardJson: '={"elements":"{{ $json.owner }}"}',
		},
		{ owner: {} },
		"'Card JSON' lacks a value: {{ $json.owner }} gave an object",
	],
	[
		'in a link of a text',
		{ text: '=See [x](https://example.com/{{ $json.id }})' },
		{},
		"'Text' lacks a value in a link: {{ $json.id }} gave undefined",
	],
	[
		'in the address of a button',
		card({ type: 'button', text: 'Open', url: '=https://example.com/?id={{ $json.id }}' }),
		{ id: null },
		"'URL' of block 1 lacks a value in a link: {{ $json.id }} gave null",
	],
	[
		'in the message of a question',
		{ operation: 'sendAndWait', message: '=https://example.com/{{ $json.id }} ?' },
		{},
		"'Message' lacks a value in a link: {{ $json.id }} gave undefined",
	],
	[
		'in the receiver',
		{ receiver: by('email', "={{ $json.name + '@example.com' }}"), text: 'x' },
		{},
		"'Receiver' lacks a value: {{ $json.name + '@example.com' }} gave \"undefined@example.com\"",
	],
	[
		'in a key',
		{ text: 'x', options: { deduplicationKey: "={{ 'week-' + $json.week }}" } },
		{},
		"'Deduplication Key' lacks a value: {{ 'week-' + $json.week }} gave \"week-undefined\"",
	],
])('refused, and nothing is sent: %s', async (_name, parameters, item, message) => {
	expect(errorOf(await run(parameters, [item])).message).toBe(message);
	expect(requestsTo(bench.emulator, MESSAGE_PATH)).toEqual([]);
});

const LINE = 'undefined is null: [object Object], Invalid DateTime, NaN, {{ $json.name }}';

test.each<[string, IDataObject, string]>([
	['a log line', { text: '=log: {{ $json.line }}' }, `log: ${LINE}`],
	['a log line that was worked on', { text: "={{ '> ' + $json.line.trim() }}" }, `> ${LINE}`],
	['of another node', { text: "={{ '> ' + $('Trigger').item.json.line }}" }, `> ${LINE}`],
	['nothing, in whose place is nothing', { text: '=Hi {{ $json.name }}!' }, 'Hi !'],
	[
		'a link in which a piece is blank',
		{ text: "=https://example.com/{{ $json.name ?? '' }}" },
		'https://example.com/',
	],
	['words that were typed', { text: "={{ $json.name ?? 'undefined' }}" }, 'undefined'],
	['braces of another language', { text: 'Hi {{ .Labels.name }}' }, 'Hi {{ .Labels.name }}'],
])('sent as it is: %s', async (_name, parameters, text) => {
	expect((await run(parameters, [{ line: LINE }])).status).toBe('success');
	expect(
		requestsTo(bench.emulator, MESSAGE_PATH).map(({ body }) =>
			JSON.parse((body as { content: string }).content),
		),
	).toEqual([{ text }]);
});
