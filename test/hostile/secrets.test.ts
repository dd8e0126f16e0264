/* eslint-disable @n8n/community-nodes/no-restricted-imports -- plants made-up secrets where n8n would leave them */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type IRun,
} from 'n8n-workflow';

import { searchFolder } from '../e2e/searchFolder';
import { logLines, searchPages, searchRun, searchValue, secretsOf } from '../node/secretSearch';
import { searchText, spellings } from '../node/spellings';
import { outputOf, searched, setUp, workflowOf, type Bench } from '../node/setup';
import { by } from '../support/receiver';

// The search itself runs in setUp(), after each execution and before each emulator closes, in all of test/node and test/hostile.

const SECRET = 'oY7?kd/83 hQ"z+F';
const secrets = new Map([[SECRET, 'App Secret']]);
const node = {
	id: '1',
	name: 'Send',
	type: 'x',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
} as INode;

// Many cases in one test, and a busy machine.
jest.setTimeout(120_000);

let bench: Bench;
beforeAll(async () => {
	bench = await setUp();
});
beforeEach(() => bench.emulator.inbox.clear());
afterAll(() => bench.emulator.close());

describe('a planted secret is found', () => {
	const base64 = (text: string) => Buffer.from(text).toString('base64');

	test.each([
		['as it is', `x${SECRET}x`],
		['in JSON', JSON.stringify({ a: SECRET })],
		['in an address', `https://example.com/?a=${encodeURIComponent(SECRET)}&b`],
		['in hex', Buffer.from(`a${SECRET}b`).toString('hex')],
		['alone in base64', base64(SECRET)],
		['at the start of base64', base64(`${SECRET}:1`)],
		['in base64url', Buffer.from(`ab${SECRET}`).toString('base64url')],
	])('%s', (_name, text) => {
		expect(searchText('here', text, secrets)).toEqual([expect.stringMatching(/^here: App Secret/)]);
	});

	test('wherever it stands in base64', () => {
		for (let before = 0; before < 6; before++) {
			for (let after = 0; after < 6; after++) {
				expect(
					searchText('here', base64('b'.repeat(before) + SECRET + 'a'.repeat(after)), secrets),
				).not.toEqual([]);
			}
		}
	});

	test('and only there', () => {
		for (const spelling of spellings(SECRET).values()) expect(spelling.length).toBeGreaterThan(15);
		expect(searchText('here', base64('Some other text that is long enough'), secrets)).toEqual([]);
	});

	const planted: Array<[string, () => unknown]> = [
		['an output item', () => ({ json: { list: [{ deep: SECRET }] } })],
		['a key', () => ({ json: { [SECRET]: 1 } })],
		['binary data', () => ({ binary: { data: { data: base64(SECRET) } } })],
		['a message', () => new NodeOperationError(node, SECRET)],
		[
			'a description',
			() => new NodeApiError(node, {}, { message: 'x', description: `see ${SECRET}` }),
		],
		[
			'a context',
			() =>
				Object.assign(new NodeApiError(node, {}), { context: { data: { Authorization: SECRET } } }),
		],
		['a stack', () => Object.assign(new Error('x'), { stack: `Error\n at ${SECRET}` })],
		['a cause', () => new Error('x', { cause: new Error(SECRET) })],
		[
			'a cause of a cause, hidden',
			() =>
				new Error('x', {
					cause: Object.defineProperty(new Error('y'), 'config', {
						value: { headers: { authorization: SECRET } },
					}),
				}),
		],
		['bytes', () => ({ body: Buffer.from(`x${SECRET}`) })],
		['a map', () => new Map([['a', new Set([SECRET])]])],
	];
	test.each(planted)('in %s of an execution', async (_place, plant) => {
		const run = await bench.engine.run(
			workflowOf({ receiver: by('id', bench.openId('赵敏')), text: 'x' }),
			bench.credential(),
		);
		expect(searchRun(run, secrets)).toEqual([]);
		(run.data.resultData as { planted?: unknown }).planted = plant();
		expect(searchRun(run, secrets)).toEqual(
			expect.arrayContaining([expect.stringMatching(/^run\.resultData\.planted/)]),
		);
	});

	test('in what n8n stores of an execution', async () => {
		const run = await bench.engine.run(
			workflowOf({ receiver: by('id', bench.openId('赵敏')), text: 'x' }),
			bench.credential(),
		);
		const leaking = {
			data: { ...run.data, toJSON: () => ({ planted: SECRET }) },
		} as unknown as IRun;
		expect(searchRun(leaking, secrets)).toEqual(['stored run: App Secret (JSON)']);
	});

	test.each(['debug', 'info', 'warn', 'error'] as const)(
		'in a line of the log, level %s',
		(level) => {
			logLines.length = 0;
			Container.get(Logger)[level]('said', { error: new Error(`because of ${SECRET}`) });
			Container.get(Logger).scoped('waiting-executions')[level](`said ${SECRET}`);
			expect(searchValue('log', logLines.splice(0), secrets)).toEqual(
				expect.arrayContaining([
					expect.stringMatching(/^log\.0\.metadata\.error\.message/),
					expect.stringMatching(/^log\.1\.message/),
				]),
			);
		},
	);

	test('in a file of n8n, such as its database or its log', () => {
		const folder = mkdtempSync(join(tmpdir(), 'planted-'));
		try {
			mkdirSync(join(folder, '.n8n'));
			writeFileSync(join(folder, 'clean.log'), 'nothing');
			writeFileSync(
				join(folder, '.n8n/database.sqlite'),
				Buffer.concat([
					Buffer.from([0, 255]),
					Buffer.from(`["x","${SECRET.replaceAll('"', '\\"')}"]`),
				]),
			);
			writeFileSync(join(folder, '.n8n/database.sqlite-wal'), `Bearer t-${'0a'.repeat(20)}`);
			expect(searchFolder(folder, secrets).sort()).toEqual([
				'.n8n/database.sqlite-wal: a token of the emulator',
				'.n8n/database.sqlite: App Secret (JSON)',
			]);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	test('in a page or an answer of the inbox', async () => {
		for (const leaking of [
			'/',
			'/view/latest',
			'/_emulator/inbox',
			'/_emulator/world',
			'/_emulator/settings',
			'/_emulator/faults',
		]) {
			const server = createServer((request, response) =>
				response.end(request.url === leaking ? JSON.stringify({ a: SECRET }) : '{}'),
			);
			await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
			expect(
				await searchPages(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, secrets),
			).toEqual([`${leaking}: App Secret (JSON)`]);
			await new Promise((resolve) => server.close(resolve));
		}
	});
});

test('every secret of a credential is looked for, and the tokens that were given out for it', async () => {
	// A server that nobody has asked for a token yet.
	const bench = await setUp();
	const store = bench.credential();
	await bench.engine.run(
		workflowOf({ receiver: by('id', bench.openId('赵敏')), text: 'x' }),
		store,
	);
	const { appSecret, accessToken, helpdeskId, helpdeskToken } = store.credential ?? {};
	const header = Buffer.from(`${String(helpdeskId)}:${String(helpdeskToken)}`).toString('base64');
	const names = secretsOf([store.credential ?? {}], bench.emulator);
	expect([...names.keys()].sort()).toEqual(
		[appSecret, accessToken, header, helpdeskToken].map(String).sort(),
	);
	await bench.emulator.close();
});

test('an execution that leaks fails the test that runs it', async () => {
	const leaking: Array<(run: IRun, secret: string) => void> = [
		(run, secret) => Object.assign(outputOf(run)[0]?.[0]?.json as IDataObject, { secret }),
		(_run, secret) => Container.get(Logger).info(secret),
	];
	for (const leak of leaking) {
		const engine = searched({
			...bench.engine,
			async run(workflow, store, onStart) {
				const run = await bench.engine.run(workflow, store, onStart);
				leak(run, String(store.credential?.helpdeskToken));
				return run;
			},
		});
		await expect(
			engine.run(
				workflowOf({ receiver: by('id', bench.openId('赵敏')), text: 'x' }),
				bench.credential(),
			),
		).rejects.toThrow(/^Secrets were found:\n.*Helpdesk Token/);
	}
});

test('the live events of the inbox hold no secret', async () => {
	const bench = await setUp();
	const stop = new AbortController();
	const events = await fetch(`${bench.emulator.url}/_emulator/events`, { signal: stop.signal });
	const store = bench.credential();
	const { appSecret, helpdeskToken } = store.credential ?? {};
	// Also where a message tells one.
	const text = `The secret is ${String(appSecret)}, the token ${String(helpdeskToken)}`;
	await bench.engine.run(workflowOf({ receiver: by('id', bench.openId('赵敏')), text }), store);
	let seen = '';
	const decoder = new TextDecoder();
	for await (const chunk of events.body as unknown as AsyncIterable<Uint8Array>) {
		seen += decoder.decode(chunk, { stream: true });
		if (seen.includes('The secret is') && (seen.match(/^event: request/gm) ?? []).length >= 2)
			break;
	}
	stop.abort();
	expect(searchText('events', seen, secretsOf([store.credential ?? {}], bench.emulator))).toEqual(
		[],
	);
	await bench.emulator.close();
});
