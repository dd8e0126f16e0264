import fc from 'fast-check';
import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { fields } from '../../nodes/SendBotMessage/fields';
import { readAccount } from '../../nodes/shared/credential/readAccount';
import { testCredential } from '../support/n8nEngine/credentialTest';
import type { Emulator } from '../../emulator/server';
import {
	CREDENTIAL_ID,
	MESSAGE_PATH,
	outputOf,
	setUp,
	TOKEN_PATH,
	workflowOf,
	type Bench,
} from '../node/setup';
import { PNG } from '../support/pictures';
import { countCase, reportCases } from './cases';
import { baseUrls, HUGE, texts, values } from './corpus';
import {
	CONTACT_PATH,
	CREDENTIAL_TEST_PATH,
	hasInjectedHeader,
	IMAGE_PATH,
	startHostileServer,
} from './hostileServer';
import { by } from '../support/receiver';
import { TICKETS_PATH } from '../node/tickets';
import { anyCharacters } from '../support/text';

// Many cases in one test, and a busy machine.
jest.setTimeout(120_000);

let bench: Bench;
const openBench = async () => {
	bench = await setUp({ quota: { limit: 0, windowMs: 60_000 } });
};
/** An account of its own: what the tests before have sent in this minute counts against the default quota. */
const reopenBench = async () => {
	await bench.emulator.close();
	await openBench();
};
beforeAll(openBench);
beforeEach(() => bench.emulator.inbox.clear());
afterAll(() => bench.emulator.close());
reportCases('input');

/** Parameters in which one field is filled by an expression. */
interface Place {
	readonly name: string;
	readonly parameters: IDataObject;
}

const PROBE = '={{ $json.value }}';

/** What makes a field effective: the choices on which its display depends. */
function choicesFor({ displayOptions }: INodeProperties): IDataObject {
	return Object.fromEntries(
		Object.entries(displayOptions?.show ?? {}).map(([name, shownFor]) => [
			name,
			shownFor?.[0] as IDataObject,
		]),
	);
}

/** An entry must not fail for its other fields: n8n does not run a node in which a required one is empty. */
function restOf(entry: readonly INodeProperties[]): IDataObject {
	const good: IDataObject = {
		url: 'https://example.com',
		href: 'https://example.com',
		userId: 'ou_1',
		binaryField: 'data',
		language: 'zh_cn',
	};
	return Object.fromEntries(
		entry.filter(({ required }) => required).map(({ name }) => [name, good[name] ?? 'x']),
	);
}

/** Every way to fill a field with an expression: itself, and each field inside it. */
function placesOf(field: INodeProperties, path = field.name): Place[] {
	if (field.type === 'notice') return [];
	const whole = { name: path, parameters: { ...choicesFor(field), [field.name]: PROBE } };
	const inside = (field.options ?? []).flatMap((option): Place[] => {
		// The options of a fixedCollection are lists, those of a collection fields, those of a dropdown neither.
		if ('values' in option) {
			const asMany = (entry: IDataObject) => (field.typeOptions?.multipleValues ? [entry] : entry);
			return option.values.flatMap((entry) =>
				placesOf(
					entry,
					`${path}.${option.name}.${entry.name} (${JSON.stringify(choicesFor(entry))})`,
				).map(({ name, parameters }) => ({
					name,
					parameters: {
						...choicesFor(field),
						[field.name]: { [option.name]: asMany({ ...restOf(option.values), ...parameters }) },
					},
				})),
			);
		}
		if ('type' in option)
			return placesOf(option, `${path}.${option.name}`).map(({ name, parameters }) => ({
				name,
				parameters: { ...choicesFor(field), [field.name]: parameters },
			}));
		return [];
	});
	return [whole, ...inside];
}

function isOfQuestion({ displayOptions }: INodeProperties): boolean {
	return displayOptions?.show?.operation?.[0] === 'sendAndWait';
}

const places = [
	...fields.flatMap((field) =>
		placesOf(field, isOfQuestion(field) ? `question: ${field.name}` : field.name),
	),
	...['list', 'id', 'user_id', 'email', 'mobile'].map((mode) => ({
		name: `receiver as ${mode}`,
		parameters: { receiver: by(mode, PROBE) },
	})),
];

/** The message is good but for the field in question. */
function goodBut({ parameters }: Place): IDataObject {
	const { options, ...rest } = parameters;
	return {
		receiver: by('id', bench.openId('赵敏')),
		text: 'x',
		message: 'x',
		choices: 'a\nb',
		cardTitle: 'x',
		postElements: { element: [{ type: 'text', text: 'x' }] },
		cardTemplateId: 'AAqigYkzabcef',
		imageSource: 'binary',
		...rest,
		// A number that an expression gives may keep an execution waiting for a day, as it says: not here.
		options:
			typeof options === 'object'
				? { messagesPerMinute: 0, maxWait: 5, ...(options as IDataObject) }
				: (options ?? { messagesPerMinute: 0, maxWait: 5 }),
	};
}

const KINDS = ['invalidInput', 'refused', 'credential'];
/** What the node calls, and with which query. Tickets are read where a refusal leaves it open whether one is in progress. */
const REQUESTS: Record<string, { method: string; query: RegExp }> = {
	[TOKEN_PATH]: { method: 'POST', query: /^$/ },
	[MESSAGE_PATH]: { method: 'POST', query: /^(user_id_type)?$/ },
	[IMAGE_PATH]: { method: 'POST', query: /^$/ },
	[CONTACT_PATH]: { method: 'POST', query: /^user_id_type$/ },
	[TICKETS_PATH]: { method: 'GET', query: /^[a-z_,]*$/ },
};

/** Sent, or an error that says what is wrong in a few words of ours. */
function expectSentOrExplained({ json }: INodeExecutionData): void {
	if (json.error === undefined) {
		expect(json.message_id ?? json.skipped ?? json.dryRun).toBeTruthy();
		return;
	}
	const { error, message, details } = json as {
		error: string;
		message: string;
		details: { kind: string };
	};
	expect(KINDS).toContain(details.kind);
	expect(error).toMatch(/^\S.{10,}/su);
	expect(message).toMatch(/\S/);
	expect(`${error}\n${message}`.slice(0, 4_000)).toBe(`${error}\n${message}`);
	expect(error.length).toBeLessThan(300);
	expect(`${error} ${message}`).not.toMatch(
		/is not a function|Cannot read|Cannot convert|Maximum call stack|Invalid array length|Unexpected token/,
	);
}

/** Each request is one that the node makes, with its own headers and query, as a whole. */
function expectCleanRequests({ inbox }: Emulator): void {
	for (const { path, query, headers, method, status } of inbox.requests) {
		expect(Object.keys(REQUESTS)).toContain(path);
		expect(method).toBe(REQUESTS[path]?.method);
		expect(Object.keys(query).join()).toMatch(REQUESTS[path]?.query ?? /^$/);
		expect(status).not.toBeNull();
		expect(
			Object.keys(headers).filter(
				(name) =>
					!/^(accept|accept-encoding|authorization|connection|content-length|content-type|host|transfer-encoding|user-agent|x-lark-helpdesk-authorization)$/.test(
						name,
					),
			),
		).toEqual([]);
	}
	expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}

async function runWith(place: Place, hostile: readonly unknown[]): Promise<INodeExecutionData[]> {
	const workflow = workflowOf(goodBut(place), [], { onError: 'continueRegularOutput' });
	const items = hostile.map((value) => ({
		json: { value } as IDataObject,
		binary: { data: { data: PNG.toString('base64'), mimeType: 'image/png' } },
	}));
	const run = await bench.engine.run(
		{ ...workflow, pinData: { Trigger: items } },
		bench.credential(),
	);
	// A question that was sent: what comes out are the items that went in.
	if (run.status === 'waiting') return [];
	expect(run.status).toBe('success');
	return outputOf(run)[0] ?? [];
}

/** The fields of lists and of questions are many and alike: each gets every fifth value, the next one others. */
function shareOf(place: Place): unknown[] {
	return values.filter((_, i) => i % 5 === places.indexOf(place) % 5);
}

test('every field is reached', () => {
	expect(places.length).toBeGreaterThan(60);
	expect(new Set(places.map(({ name }) => name)).size).toBe(places.length);
});

/** Options of the whole run come from the first item, and so do questions: one value a run. */
const OF_THE_RUN = /^(question: .*|options\.(concurrency|messagesPerMinute|maxWait|spreadOver))$/;

/** n8n itself takes no expression in these. */
const FIXED = /^(resource|operation)$/;

test.each(places.filter(({ name }) => !OF_THE_RUN.test(name) && !FIXED.test(name)))(
	'$name',
	async (place) => {
		// Here the quota is the default one, whatever the value.
		if (place.name === 'options') await reopenBench();
		const hostile = place.name.includes('.') ? shareOf(place) : values;
		const output = await runWith(place, hostile);
		output.forEach(expectSentOrExplained);
		const answered = new Set(output.map(({ pairedItem }) => (pairedItem as { item: number }).item));
		expect([...hostile.keys()].filter((item) => !answered.has(item))).toEqual([]);
		expectCleanRequests(bench.emulator);
		countCase(hostile.length);
	},
);

test.each(places.filter(({ name }) => OF_THE_RUN.test(name)))('$name', async (place) => {
	await reopenBench();
	for (const value of place.name.startsWith('question') ? shareOf(place) : values) {
		// Waiting for some seconds is no hostility.
		const takesLong =
			/spreadOver/.test(place.name) &&
			(typeof value === 'number' || typeof value === 'string') &&
			Number(value) > 0;
		if (takesLong) continue;
		(await runWith(place, [value])).forEach(expectSentOrExplained);
		countCase();
	}
	expectCleanRequests(bench.emulator);
});

test('18 MB in a field', async () => {
	for (const place of places.filter(({ name }) => /^(text|cardJson)$/.test(name))) {
		const output = await runWith(place, [HUGE]);
		output.forEach(expectSentOrExplained);
		expect(output.filter(({ json }) => json.error === undefined)).toEqual([]);
		countCase();
	}
	expectCleanRequests(bench.emulator);
});

test('any mixture of such texts, in any field', async () => {
	const bit = fc.oneof(
		fc.constantFrom(...texts.filter(({ length }) => length < 500)),
		anyCharacters(),
		fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
	);
	const anyText = fc.array(bit, { maxLength: 5 }).map((bits) => bits.join(''));
	const anyValue = fc.oneof(
		anyText,
		fc.jsonValue({ maxDepth: 5 }),
		fc.dictionary(
			fc.oneof(fc.constantFrom('__proto__', 'constructor', 'tag', 'text', 'elements'), anyText),
			anyText,
		),
	);
	const place = fc.constantFrom(
		...places.filter(({ name }) => !OF_THE_RUN.test(name) && !FIXED.test(name)),
	);
	await fc.assert(
		fc.asyncProperty(
			place,
			fc.array(anyValue, { minLength: 20, maxLength: 20 }),
			async (where, hostile) => {
				(await runWith(where, hostile)).forEach(expectSentOrExplained);
				expectCleanRequests(bench.emulator);
				countCase(hostile.length);
			},
		),
		{ numRuns: 30 },
	);
});

describe('the credential', () => {
	const CREDENTIAL_FIELDS = [
		'appId',
		'appSecret',
		'helpdeskId',
		'helpdeskToken',
		'tenantAccessToken',
		'appTokenSource',
		'region',
	] as const;

	test.each(CREDENTIAL_FIELDS)(
		'%s: refused before any request, or in its header as it was typed',
		async (field) => {
			const isInHeader = field !== 'region' && field !== 'appTokenSource';
			for (const value of isInHeader ? values : values.filter((_, i) => i % 3 === 0)) {
				const server = await startHostileServer();
				try {
					const pasted =
						field === 'tenantAccessToken' ? { appTokenSource: 'tenantAccessToken' } : {};
					const credential = {
						region: 'custom',
						baseUrl: server.url,
						appId: 'cli_1',
						appSecret: 'secret-of-the-app',
						helpdeskId: '6939',
						helpdeskToken: 'ht-token-of-the-helpdesk',
						...pasted,
						[field]: value,
					} as IDataObject;
					const account = readAccount(credential);
					// A region of Feishu's is not asked from here.
					if (account.ok && !account.value.baseUrl.includes('127.0.0.1')) continue;
					const run = await bench.engine.run(
						workflowOf({ receiver: by('id', 'ou_1'), text: 'x', options: { maxTries: 1 } }, [{}], {
							onError: 'continueRegularOutput',
						}),
						{ [CREDENTIAL_ID]: credential as never },
					);
					const [item] = outputOf(run)[0] ?? [];
					const paths = server.requests.map(({ path }) => path);
					if (account.ok) {
						expect(paths.filter((path) => path !== TOKEN_PATH && path !== MESSAGE_PATH)).toEqual(
							[],
						);
						const message =
							server.requests.find(({ path }) => path === MESSAGE_PATH)?.rawHeaders ?? [];
						const at = message.indexOf('X-Lark-Helpdesk-Authorization') + 1;
						if (at > 0) expect(message[at]).toBe(account.value.helpdeskAuthorization);
					} else {
						expect(paths).toEqual([]);
						expectSentOrExplained(item as INodeExecutionData);
						expect(item?.json.details).toMatchObject({
							kind: 'credential',
							field: account.problem.field,
						});
					}
					expect(server.requests.filter(({ rawHeaders }) => hasInjectedHeader(rawHeaders))).toEqual(
						[],
					);
					countCase();
				} finally {
					await server.close();
				}
			}
		},
	);

	test('Base URL: no other host is meant, and nothing but http(s)', () => {
		for (const [baseUrl, host] of baseUrls) {
			const account = readAccount({
				region: 'custom',
				baseUrl,
				appId: 'cli_1',
				appSecret: 's',
				helpdeskId: '1',
				helpdeskToken: 'h',
			});
			const url = account.ok ? new URL(account.value.baseUrl) : undefined;
			expect([baseUrl, url?.hostname]).toEqual([baseUrl, host]);
			if (url) {
				expect(url.protocol).toMatch(/^https?:$/);
				expect([url.username, url.password, url.search, url.hash]).toEqual(['', '', '', '']);
			} else if (!account.ok) {
				expect(account.problem.field).toBe('baseUrl');
				expect(account.problem.message + account.problem.hint).not.toContain('password@');
			}
			countCase();
		}
	});

	test('Base URL: what comes after the address reaches this server only, by the node and by the credential test alike', async () => {
		const server = await startHostileServer();
		const elsewhere = await startHostileServer();
		const tails = [
			'',
			'/',
			'//',
			'#x',
			'?x=1',
			'/open-apis',
			'/open-apis/helpdesk/v1/message?x#y',
			'/%0d%0aX-Injected:%201',
			'\\',
			' ',
			'/#@example.com',
			`#@${elsewhere.url.slice(7)}`,
			`\\@${elsewhere.url.slice(7)}`,
			`?@${elsewhere.url.slice(7)}/`,
		];
		for (const tail of tails) {
			const store = {
				[CREDENTIAL_ID]: {
					region: 'custom',
					baseUrl: server.url + tail,
					appId: 'cli_1',
					appSecret: 'secret-of-the-app',
					helpdeskId: '6939',
					helpdeskToken: 'ht-token-of-the-helpdesk',
				},
			};
			const run = await bench.engine.run(
				workflowOf({ receiver: by('id', 'ou_1'), text: 'x', options: { maxTries: 1 } }, [{}], {
					onError: 'continueRegularOutput',
				}),
				store,
			);
			expect(outputOf(run)[0]).toHaveLength(1);
			await testCredential(bench.engine, 'feishuHelpdeskApi', CREDENTIAL_ID, store);
			countCase(2);
		}
		expect(elsewhere.requests).toEqual([]);
		expect(
			server.requests.filter(({ path }) => path === CREDENTIAL_TEST_PATH).length,
		).toBeGreaterThan(5);
		expect(server.requests.filter(({ rawHeaders }) => hasInjectedHeader(rawHeaders))).toEqual([]);
		await server.close();
		await elsewhere.close();
	});
});
