/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-deprecated-workflow-functions -- made-up secrets; waits for connections to end; tests n8n's older helper, which the HTTP Request node uses */
import '../support/n8nEngine/environment';
import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INode,
	type IRequestOptions,
	type NodeApiError,
} from 'n8n-workflow';

import { testCredential } from '../support/n8nEngine/credentialTest';
import { loadEngine, type Engine } from '../support/n8nEngine/engine';
import type { CredentialStore } from '../support/n8nEngine/credentials';
import { expectNoSecrets, searchValue, secretsOf } from '../node/secretSearch';
import {
	CREDENTIAL_ID,
	MESSAGE_PATH,
	outputOf,
	ROOT,
	searched,
	TOKEN_PATH,
	workflowOf,
} from '../node/setup';
import { helpdesk, TICKETS_PATH } from '../node/tickets';
import { ActiveWorkflow } from '../node/trigger';
import { dresses } from '../unit/shared/feishu/dresses';
import { PNG } from '../support/pictures';
import { countCase, reportCases } from './cases';
import { echoes, elsewhere, hostileAnswers, type HostileAnswer } from './hostileAnswers';
import {
	CONTACT_PATH,
	CREDENTIAL_TEST_PATH,
	IMAGE_PATH,
	hasInjectedHeader,
	json,
	startHostileServer,
	type Answer,
	type HostileServer,
} from './hostileServer';
import { by } from '../support/receiver';

jest.mock('../../dist/nodes/shared/n8n/clock.js', () =>
	jest.requireActual<typeof import('../node/quickClock')>('../node/quickClock').quickClock(),
);

// Many cases in one test, and a busy machine.
jest.setTimeout(120_000);

let engine: Engine;
let otherHost: HostileServer;
let deadlines: number[];
/** Deadlines of a minute are waited for so long (milliseconds). */
let longestWait: number;

beforeAll(async () => {
	engine = searched(await loadEngine(ROOT));
	otherHost = await startHostileServer();
	elsewhere.url = `${otherHost.url.replace('127.0.0.1', 'localhost')}/elsewhere`;
});
afterAll(() => otherHost.close());

beforeEach(() => {
	deadlines = [];
	longestWait = 1500;
	const { timeout } = AbortSignal;
	jest.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
		deadlines.push(ms);
		return timeout.call(AbortSignal, Math.min(ms, longestWait));
	});
});
afterEach(() => jest.restoreAllMocks());
reportCases('server answers');

/** A server and a credential for it. Each case has its own: what the process remembers of an account belongs to its address. */
interface Case {
	readonly server: HostileServer;
	readonly store: CredentialStore;
}

let cases = 0;

async function onServer(
	path: string,
	answer: Answer,
	work: (hostile: Case) => Promise<void>,
): Promise<void> {
	const server = await startHostileServer();
	server.answers.set(path, answer);
	const credential = {
		region: 'custom',
		baseUrl: server.url,
		appTokenSource: 'appSecret',
		// An address may come back, and what the process knows of its account with it.
		appId: `cli_hostile${++cases}`,
		appSecret: 'hostile/App+Secret',
		helpdeskId: '6939771743531696147',
		helpdeskToken: 'ht-hostile/Helpdesk+Token',
	};
	try {
		await work({ server, store: { [CREDENTIAL_ID]: credential } });
		countCase();
	} finally {
		await server.close();
	}
}

/** All answers side by side, because uploads, look-ups and readings wait between their tries. */
async function withEach(
	answers: readonly HostileAnswer[],
	work: (answer: HostileAnswer) => Promise<void>,
): Promise<void> {
	const failures: string[] = [];
	await Promise.all(
		answers.map(async (answer) => {
			await work(answer).catch((error: Error) => failures.push(`${answer.name}: ${error.message}`));
		}),
	);
	expect(failures).toEqual([]);
}

const OPTIONS = { messagesPerMinute: 0, maxTries: 1, maxWait: 0 };

async function send({ store }: Case, parameters: IDataObject = {}) {
	const workflow = workflowOf(
		{ receiver: by('id', 'ou_1'), text: 'x', options: OPTIONS, ...parameters },
		[],
		{ onError: 'continueRegularOutput' },
	);
	const items = [
		{
			json: {},
			binary: {
				data: { data: PNG.toString('base64'), mimeType: 'image/png', fileName: 'red.png' },
			},
		},
	];
	return await engine.run({ ...workflow, pinData: { Trigger: items } }, store);
}

interface Outcome {
	readonly kind: string;
	readonly text: string;
}

function outcomeOf(run: Awaited<ReturnType<typeof send>>): Outcome {
	const [{ json = {} } = {}, ...more] = outputOf(run)[0] ?? [];
	expect(more).toEqual([]);
	if (json.error === undefined) return { kind: 'sent', text: String(json.message_id) };
	expect(Object.keys(json).sort()).toEqual(['details', 'error', 'message']);
	return {
		kind: String((json.details as IDataObject).kind),
		text: `${String(json.error)}\n${String(json.message)}`,
	};
}

/** Clear: our own words, not those of the language's run time, and of a length that can be read. */
function expectClear({ text }: Outcome): void {
	expect(text).toMatch(/^\S.{15,}\n\S.{15,}$/su);
	expect(text.length).toBeLessThan(8_000);
	expect(text).not.toMatch(
		/undefined|NaN|Infinity|\[object|is not a function|Cannot read|Invalid time|Unexpected token|<html>|<script>/,
	);
}

/** The connection was left, nobody else was asked, nothing was polluted. */
async function expectUnharmed({ server }: Case, mayAsk: readonly string[]): Promise<void> {
	expect(otherHost.requests).toEqual([]);
	expect(server.requests.filter(({ path }) => !mayAsk.includes(path))).toEqual([]);
	expect(server.requests.filter(({ rawHeaders }) => hasInjectedHeader(rawHeaders))).toEqual([]);
	expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	await waitUntil(async () => (await server.connections()) === 0);
	// What was on its way in buffers of the system when reading ended.
	expect(server.bytesSent()).toBeLessThan(Math.max(1, server.requests.length) * 16 * 1024 * 1024);
}

async function waitUntil(isSo: () => Promise<boolean>): Promise<void> {
	for (let i = 0; !(await isSo()); i++) {
		if (i === 200) throw new Error('It did not become so');
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

test.each(hostileAnswers)('to a message: $name: $kind', async ({ kind, answer }) => {
	await onServer(MESSAGE_PATH, answer, async (hostile) => {
		const outcome = outcomeOf(await send(hostile));
		expect(outcome.kind).toBe(kind);
		if (kind !== 'sent') expectClear(outcome);
		expect(hostile.server.requests.filter(({ path }) => path === MESSAGE_PATH)).toHaveLength(1);
		// After a refusal that leaves it open, tickets are read: a ticket in progress may be the reason.
		await expectUnharmed(hostile, [TOKEN_PATH, MESSAGE_PATH, TICKETS_PATH]);
		expect([...new Set(deadlines)]).toEqual([30_000]);
	});
});

/** Each is waited for four times. On a busy machine good answers may take longer; that ends in words, too. */
const FOUR_TRIES_MS = 400;

const READING = [
	['a search of tickets', TICKETS_PATH, { operation: 'getAll', returnAll: true }],
	['a ticket', `${TICKETS_PATH}/7`, { operation: 'get', ticketId: by('id', '7') }],
	[
		'the messages of a ticket',
		`${TICKETS_PATH}/7/messages`,
		{ resource: 'ticketMessage', operation: 'getAll', ticketId: by('id', '7') },
	],
] as const;

async function readBy({ store }: Case, parameters: IDataObject) {
	const run = await engine.run(
		helpdesk({ resource: 'ticket', ...parameters }, [{}], { onError: 'continueRegularOutput' }),
		store,
	);
	return (outputOf(run)[0] ?? []).map(({ json }) => json);
}

test.each(READING)(
	'to %s: it ends, in words, and nothing else is asked',
	async (_call, path, parameters) => {
		longestWait = FOUR_TRIES_MS;
		await withEach(hostileAnswers, async ({ answer }) => {
			await onServer(path, answer, async (hostile) => {
				const items = await readBy(hostile, parameters);
				const failed = items.filter(({ error }) => error !== undefined);
				for (const { details, error, message } of failed) {
					const kind = String((details as IDataObject).kind);
					expect(['credential', 'refused', 'rateLimited', 'notConnected']).toContain(kind);
					expectClear({ kind, text: `${String(error)}\n${String(message)}` });
				}
				// What is no list holds nothing.
				expect(items).toEqual(failed);
				await expectUnharmed(hostile, [TOKEN_PATH, path]);
			});
		});
	},
);

const TICKETS: ReadonlyArray<[string, unknown]> = [
	['a ticket that is a text', ['x']],
	['a ticket without ID', [{ status: 1 }]],
	['an ID that is an object', [{ ticket_id: {} }]],
	['numbers where objects belong', [{ ticket_id: '1', guest: 7, agents: 7, agent: [] }]],
	['texts where numbers belong', [{ ticket_id: '1', status: 'x', created_at: 'soon', score: '' }]],
	[
		'moments beyond all dates',
		[{ ticket_id: '1', created_at: 9e15, updated_at: -9e15, closed_at: 1e14 }],
	],
	[
		'names of prototypes',
		[JSON.parse('{"ticket_id":"1","__proto__":{"polluted":1},"constructor":{}}') as object],
	],
	['the same ticket twice', [{ ticket_id: '1' }, { ticket_id: '1' }]],
	[
		'moments that are lists',
		[{ ticket_id: '1', created_at: [1], updated_at: {}, closed_at: true }],
	],
];

/** As text, because JavaScript has no such numbers. */
const longNumbers: Answer = (response) =>
	void response.end(
		`{"code":0,"data":{"total":2,"has_more":true,"page_token":"x","tickets":[${[578, 579]
			.map((end) => `{"ticket_id":7262656095919128${end},"status":1,"created_at":${Date.now()}}`)
			.join()}]}}`,
	);
const LONG_IDS = ['7262656095919128578', '7262656095919128579'];

test('IDs as numbers that JavaScript cannot hold come out whole; what says that there is more is not heeded beside a total', async () => {
	await onServer(TICKETS_PATH, longNumbers, async (hostile) => {
		const items = await readBy(hostile, { operation: 'getAll', returnAll: true });
		expect(items.map(({ ticket_id: id }) => id).sort()).toEqual(LONG_IDS);
		expect(hostile.server.requests.filter(({ path }) => path === TICKETS_PATH)).toHaveLength(1);
	});
});

test.each(TICKETS)('tickets of odd shapes: %s', async (_name, tickets) => {
	const answer = json({ code: 0, data: { total: (tickets as unknown[]).length, tickets } });
	for (const simplify of [true, false]) {
		await onServer(TICKETS_PATH, answer, async (hostile) => {
			const items = await readBy(hostile, { operation: 'getAll', simplify });
			expect(items).toHaveLength(1);
			const [{ error, ticket_id: id } = {}] = items;
			expect(error === undefined ? id : error).toMatch(
				/^1$|^Feishu did not give what was asked for$/,
			);
			await expectUnharmed(hostile, [TOKEN_PATH, TICKETS_PATH]);
		});
	}
});

test.each([-1, 1e308, 'many', null])('a total that is %j ends', async (total) => {
	const tickets = [{ ticket_id: '1', created_at: 1_700_000_000_000 }];
	await onServer(TICKETS_PATH, json({ code: 0, data: { total, tickets } }), async (hostile) => {
		const items = await readBy(hostile, { operation: 'getAll', returnAll: true });
		expect(items).toHaveLength(1);
		expect(hostile.server.requests.length).toBeLessThan(100);
	});
});

describe('to a poll', () => {
	/** What the poll gives, or its error, in words. */
	async function pollOf({ store }: Case) {
		const workflow = new ActiveWorkflow({ engine }, { events: ALL_EVENTS }, { store });
		const items = await workflow.activate().catch((error: NodeApiError) => {
			expectClear({ kind: '', text: `${error.message}\n${String(error.description)}` });
			return error;
		});
		return { workflow, items };
	}

	test('it ends, in words, and remembers nothing of it', async () => {
		await withEach(hostileAnswers, async ({ answer }) => {
			await onServer(TICKETS_PATH, answer, async (hostile) => {
				const { workflow, items } = await pollOf(hostile);
				if (items instanceof Error) expect(workflow.saved).toBe('{}');
				else expect(items).toBeNull();
				await expectUnharmed(hostile, [TOKEN_PATH, TICKETS_PATH]);
			});
		});
	});

	test.each(TICKETS)('tickets of odd shapes: %s', async (_name, tickets) => {
		const answer = json({ code: 0, data: { total: (tickets as unknown[]).length, tickets } });
		await onServer(TICKETS_PATH, answer, async (hostile) => {
			const { workflow, items } = await pollOf(hostile);
			if (items instanceof Error) return;
			// The same again is no news, whatever it is.
			const again = await workflow.poll();
			for (const { json: item } of again ?? []) expect(item.event).toBe('ticketWaiting');
			expect(await workflow.poll()).toBeNull();
			await expectUnharmed(hostile, [TOKEN_PATH, TICKETS_PATH]);
		});
	});

	test.each(['__proto__', 'constructor', 'toString', '1'])(
		'the ID %j is one like any other, after a restart as well',
		async (id) => {
			const server = (tickets: unknown[]) =>
				json({ code: 0, data: { total: tickets.length, tickets } });
			await onServer(TICKETS_PATH, server([]), async (hostile) => {
				const { workflow } = await pollOf(hostile);
				const created = Date.now();
				const ticket = { ticket_id: id, status: 1, created_at: created, updated_at: -1 };
				hostile.server.answers.set(TICKETS_PATH, server([ticket]));
				expect((await workflow.poll())?.map(({ json: item }) => item.event_id)).toEqual([
					`${id}-created`,
				]);
				workflow.restart();
				expect(await workflow.poll()).toBeNull();
				expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
			});
		},
	);

	test.each([
		['milliseconds', (ms: number) => ms],
		['milliseconds as text', (ms: number) => String(ms)],
		['seconds', (ms: number) => Math.floor(ms / 1000)],
		['seconds as text', (ms: number) => String(Math.floor(ms / 1000))],
	])('a ticket is new by its creation in %s', async (_name, write) => {
		const empty = json({ code: 0, data: { total: 0, tickets: [] } });
		await onServer(TICKETS_PATH, empty, async (hostile) => {
			const { workflow } = await pollOf(hostile);
			const ticket = { ticket_id: '1', status: 1, created_at: write(Date.now()) };
			const answer = json({ code: 0, data: { total: 1, tickets: [ticket] } });
			hostile.server.answers.set(TICKETS_PATH, answer);
			expect((await workflow.poll())?.map(({ json: item }) => item.event_id)).toEqual([
				'1-created',
			]);
			expect(await workflow.poll()).toBeNull();
		});
	});

	test('IDs as numbers that JavaScript cannot hold are told apart', async () => {
		const empty = json({ code: 0, data: { total: 0, tickets: [] } });
		await onServer(TICKETS_PATH, empty, async (hostile) => {
			const { workflow } = await pollOf(hostile);
			hostile.server.answers.set(TICKETS_PATH, longNumbers);
			const items = await workflow.poll();
			expect(items?.map(({ json: item }) => item.event_id).sort()).toEqual(
				LONG_IDS.map((id) => `${id}-created`),
			);
			expect(await workflow.poll()).toBeNull();
		});
	});

	const NEW = { ticket_id: '1', status: 1, created_at: Date.now() };
	test.each([
		[-1, [NEW]],
		['many', [NEW]],
		[null, []],
		[5, [NEW]],
	])('a total that is %j ends', async (total, tickets) => {
		await onServer(TICKETS_PATH, json({ code: 0, data: { total, tickets } }), async (hostile) => {
			await pollOf(hostile);
			expect(hostile.server.requests.length).toBeLessThan(1000);
		});
	});
});

const ALL_EVENTS = ['ticketCreated', 'ticketStatusChanged', 'ticketClosed', 'ticketWaiting'];

const BEFORE_SENDING = [
	['the token', TOKEN_PATH, {}, [30_000]],
	['an upload', IMAGE_PATH, { messageType: 'image', imageSource: 'binary' }, [30_000, 60_000]],
	['a look-up', CONTACT_PATH, { receiver: by('email', 'li@example.com') }, [30_000]],
] as const;

test.each(BEFORE_SENDING)('to %s: nothing is sent', async (_call, path, parameters, allowed) => {
	longestWait = FOUR_TRIES_MS;
	await withEach(hostileAnswers, async ({ answer }) => {
		await onServer(path, answer, async (hostile) => {
			const outcome = outcomeOf(await send(hostile, parameters));
			expect(['credential', 'refused', 'rateLimited', 'notConnected', 'invalidInput']).toContain(
				outcome.kind,
			);
			expectClear(outcome);
			await expectUnharmed(hostile, [TOKEN_PATH, path, TICKETS_PATH]);
		});
	});
	expect([...new Set(deadlines)]).toEqual(allowed);
});

/** n8n makes the request of the credential test itself, with no limit of its size: there only the deadline ends it. */
const IS_BOUNDED_BY_TIME = /announced, and coming|announced with HTTP 400|endless body/;

test('to the credential test', async () => {
	await withEach(
		hostileAnswers.filter(({ name }) => !IS_BOUNDED_BY_TIME.test(name)),
		async ({ answer }) => {
			await onServer(CREDENTIAL_TEST_PATH, answer, async (hostile) => {
				const result = await testCredential(
					engine,
					'feishuHelpdeskApi',
					CREDENTIAL_ID,
					hostile.store,
				);
				expect(result.message).toMatch(/\S/);
				expectNoSecrets(
					searchValue('result', result, secretsOf([hostile.store[CREDENTIAL_ID] ?? {}])),
				);
				expect(hostile.server.requests.map(({ path }) => path)).toEqual([
					TOKEN_PATH,
					CREDENTIAL_TEST_PATH,
				]);
				await expectUnharmed(hostile, [TOKEN_PATH, CREDENTIAL_TEST_PATH]);
			});
		},
	);
});

describe.each([['a message', MESSAGE_PATH, {}, []], ...BEFORE_SENDING] as const)(
	'a server that repeats what it was sent, asked for %s',
	(_call, path, parameters) => {
		// The runs are searched for secrets by the engine itself.
		test.each(echoes)('%s', async (_name, answer) => {
			await onServer(path, answer, async (hostile) => {
				outcomeOf(await send(hostile, parameters));
				const stopped = await engine.run(
					workflowOf({ receiver: by('id', 'ou_1'), text: 'x', options: OPTIONS }),
					hostile.store,
				);
				expect(['success', 'error']).toContain(stopped.status);
				await expectUnharmed(hostile, [TOKEN_PATH, path, MESSAGE_PATH, TICKETS_PATH]);
			});
		});
	},
);

describe('a server that repeats the secrets in another dress', () => {
	test.each(Object.entries(dresses))('%s', async (_name, dress) => {
		const inHeader = (text: string) => dress(text).replace(/\s/g, '');
		const answer: Answer = (response, { rawHeaders, body }) => {
			const header = (name: string) =>
				rawHeaders[rawHeaders.findIndex((candidate) => candidate.toLowerCase() === name) + 1] ?? '';
			const token = header('authorization').slice(7);
			const { app_secret: appSecret } = JSON.parse(body) as { app_secret?: string };
			const said = {
				code: 154000,
				msg: `for ${dress(appSecret ?? token)}`,
				error: {
					troubleshooter: `https://example.com/${inHeader(token)}`,
					permission_violations: [{ subject: dress(token) }],
				},
			};
			response
				.writeHead(400, {
					'X-Tt-Logid': inHeader(header('x-lark-helpdesk-authorization')) || 'log',
				})
				.end(JSON.stringify(said));
		};
		for (const path of [MESSAGE_PATH, TOKEN_PATH]) {
			await onServer(path, answer, async (hostile) => {
				const { text } = outcomeOf(await send(hostile));
				const secrets = secretsOf([hostile.store[CREDENTIAL_ID] ?? {}]);
				expect(text).toContain('[secret]');
				expect(
					[...secrets]
						.filter(([secret]) => text.includes(dress(secret)) || text.includes(inHeader(secret)))
						.map(([, name]) => name),
				).toEqual([]);
			});
		}
	});
});

describe("n8n's HTTP Request node with this credential", () => {
	// It uses n8n's older helper, which follows redirects of a GET unless told otherwise, and of any method when its option says so.
	const execute = async ({ server, store }: Case, request: IDataObject) => {
		const { nodes, connections } = workflowOf({});
		const workflow = new Workflow({
			nodes,
			connections,
			active: false,
			nodeTypes: engine.nodeTypes,
		});
		const node = workflow.getNode('Send') as INode;
		const additionalData = engine.additionalData(store);
		const context = new ExecuteContext(
			workflow,
			node,
			additionalData,
			'manual',
			createRunExecutionData(),
			0,
			[],
			{ main: [[]] },
			{ node, data: {}, source: null },
			[],
		);
		const options = {
			uri: `${server.url}${CREDENTIAL_TEST_PATH}`,
			json: true,
			followRedirect: true,
			sendCredentialsOnCrossOriginRedirect: true,
			...request,
		};
		return await context.helpers.requestWithAuthentication.call(
			context,
			'feishuHelpdeskApi',
			options as IRequestOptions,
		);
	};

	test.each(['GET', 'POST'])('%s: no redirect is followed', async (method) => {
		for (const { name, answer } of hostileAnswers.filter(({ name }) =>
			/to another host$/.test(name),
		)) {
			await onServer(CREDENTIAL_TEST_PATH, answer, async (hostile) => {
				await expect(
					execute(hostile, { method, followAllRedirects: method === 'POST' }),
				).rejects.toMatchObject({ httpCode: name.slice(5, 8) });
				expect(hostile.server.requests[1]?.rawHeaders).toEqual(
					expect.arrayContaining(['X-Lark-Helpdesk-Authorization']),
				);
				expect(otherHost.requests).toEqual([]);
			});
		}
	});
});
