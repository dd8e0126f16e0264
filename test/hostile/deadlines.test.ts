/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- forces garbage collections, and answers slowly */
import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { IDataObject } from 'n8n-workflow';

import { testCredential } from '../support/n8nEngine/credentialTest';
import { loadEngine, type Engine } from '../support/n8nEngine/engine';
import { joinSignals } from '../../nodes/shared/signals';
import { CREDENTIAL_ID, MESSAGE_PATH, outputOf, ROOT, TOKEN_PATH, workflowOf } from '../node/setup';
import {
	CONTACT_PATH,
	CREDENTIAL_TEST_PATH,
	IMAGE_PATH,
	startHostileServer,
	type Answer,
	type HostileServer,
} from './hostileServer';
import { by } from '../support/receiver';

jest.mock('../../dist/nodes/shared/n8n/clock.js', () =>
	jest.requireActual<typeof import('../node/quickClock')>('../node/quickClock').quickClock(),
);

// A collection takes long after many other tests.
jest.setTimeout(30_000);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** A byte at a time, for ever: each starts the HTTP client's own timeout anew. Garbage is collected while the request runs. */
const trickle: Answer = (response) => {
	response.writeHead(200, { 'Content-Type': 'application/json' });
	let bytes = 0;
	const timer = setInterval(() => {
		response.write(' ');
		if (++bytes % 4 === 0 && bytes < 16) collectGarbage();
	}, 50);
	response.on('close', () => clearInterval(timer));
};

let engine: Engine;
let server: HostileServer;
const { timeout } = AbortSignal;

beforeAll(async () => {
	engine = await loadEngine(ROOT);
});
beforeEach(async () => {
	server = await startHostileServer();
	// Deadlines of a minute are waited for in less than a second. No mock of Jest's: it would keep the signals that it returned.
	AbortSignal.timeout = (ms) => timeout.call(AbortSignal, Math.min(ms, 600));
});
afterEach(async () => {
	AbortSignal.timeout = timeout;
	await server.close();
});

const store = () => ({
	[CREDENTIAL_ID]: {
		region: 'custom',
		baseUrl: server.url,
		appTokenSource: 'appSecret',
		appId: 'cli_1',
		appSecret: 'secret-of-the-app',
		helpdeskId: '1',
		helpdeskToken: 'ht-of-the-helpdesk',
	},
});
const PNG =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFAAH/VscvDQAAAABJRU5ErkJggg==';
const OPTIONS = { messagesPerMinute: 0, maxTries: 1, maxWait: 0 };

test.each([
	['a message', MESSAGE_PATH, {}, 'unknown'],
	['a token', TOKEN_PATH, {}, 'notConnected'],
	['a look-up', CONTACT_PATH, { receiver: by('email', 'li@example.com') }, 'notConnected'],
	['an upload', IMAGE_PATH, { messageType: 'image', imageSource: 'binary' }, 'notConnected'],
] as const)(
	'the deadline of %s outlives garbage collections',
	async (_call, path, parameters: IDataObject, kind) => {
		server.answers.set(path, trickle);
		const workflow = workflowOf(
			{ receiver: by('id', 'ou_1'), text: 'x', options: OPTIONS, ...parameters },
			[],
			{ onError: 'continueRegularOutput' },
		);
		const items = [
			{ json: {}, binary: { data: { data: PNG, mimeType: 'image/png', fileName: 'red.png' } } },
		];
		const run = await engine.run({ ...workflow, pinData: { Trigger: items } }, store());
		expect(outputOf(run)[0]?.map(({ json }) => (json.details as IDataObject).kind)).toEqual([kind]);
		expect(server.requests.some((request) => request.path === path)).toBe(true);
	},
);

test.each([
	['token', TOKEN_PATH],
	['test', CREDENTIAL_TEST_PATH],
])('the deadline of the credential test outlives garbage collections: %s', async (_call, path) => {
	server.answers.set(path, trickle);
	expect(await testCredential(engine, 'feishuHelpdeskApi', CREDENTIAL_ID, store())).toMatchObject({
		status: 'Error',
	});
	expect(server.requests.at(-1)?.path).toBe(path);
});

test('the stop button reaches a request after garbage collections', async () => {
	server.answers.set(MESSAGE_PATH, trickle);
	AbortSignal.timeout = timeout;
	let stop: () => void = () => undefined;
	const running = engine.run(
		workflowOf({ receiver: by('id', 'ou_1'), text: 'x', options: OPTIONS }),
		store(),
		(run) => {
			stop = () => run.cancel();
		},
	);
	while (!server.requests.some(({ path }) => path === MESSAGE_PATH))
		await new Promise((resolve) => setTimeout(resolve, 20));
	await new Promise((resolve) => setTimeout(resolve, 500));
	stop();
	expect((await running).status).toBe('canceled');
	while ((await server.connections()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
});

describe('joined signals', () => {
	test('the first that is aborted tells its reason', () => {
		const [one, two] = [new AbortController(), new AbortController()];
		const joined = joinSignals([one.signal, undefined, two.signal]);
		expect(joined.aborted).toBe(false);
		two.abort('two');
		one.abort('one');
		expect(joined.reason).toBe('two');
		expect(joinSignals([one.signal, two.signal]).reason).toBe('one');
	});

	test('one that many others are joined with has one listener, and holds none that has ended', async () => {
		const stop = new AbortController();
		const ended: Array<WeakRef<object>> = [];
		for (let i = 0; i < 100; i++) {
			const request = new AbortController();
			ended.push(new WeakRef(joinSignals([stop.signal, request.signal])));
			request.abort();
		}
		expect(getEventListeners(stop.signal, 'abort')).toHaveLength(1);
		const joined = joinSignals([new AbortController().signal, stop.signal]);
		await new Promise((resolve) => setTimeout(resolve, 10));
		collectGarbage();
		expect(ended.filter((one) => one.deref() !== undefined)).toEqual([]);
		stop.abort('stopped');
		expect(joined.reason).toBe('stopped');
	});

	test('one that only a timeout holds is aborted', async () => {
		const reason = await new Promise((resolve) => {
			const joined = joinSignals([new AbortController().signal, AbortSignal.timeout(300)]);
			joined.addEventListener('abort', () => resolve((joined.reason as Error).name));
			for (const ms of [10, 100]) setTimeout(collectGarbage, ms);
		});
		expect(reason).toBe('TimeoutError');
	});
});
