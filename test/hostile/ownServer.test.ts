/* eslint-disable @n8n/community-nodes/no-deprecated-workflow-functions -- tests n8n's older helper, which the HTTP Request node uses */
import '../support/n8nEngine/environment';
import { ExecuteContext } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type IHttpRequestOptions,
	type INode,
	type IRequestOptions,
} from 'n8n-workflow';

import { testCredential } from '../support/n8nEngine/credentialTest';
import type { CredentialStore } from '../support/n8nEngine/credentials';
import { loadEngine, type Engine } from '../support/n8nEngine/engine';
import { CREDENTIAL_ID, MESSAGE_PATH, outputOf, ROOT, TOKEN_PATH, workflowOf } from '../node/setup';
import {
	CREDENTIAL_TEST_PATH,
	json,
	startHostileServer,
	type HostileServer,
} from './hostileServer';
import { by } from '../support/receiver';

let engine: Engine;
let own: HostileServer;
let other: HostileServer;

beforeAll(async () => {
	engine = await loadEngine(ROOT);
});
beforeEach(async () => {
	[own, other] = await Promise.all([startHostileServer(), startHostileServer()]);
	own.answers.set(
		`/behind/a/proxy${TOKEN_PATH}`,
		json({ code: 0, tenant_access_token: 't-ordinaryTokenOfTheServer', expire: 7200 }),
	);
});
afterEach(() => Promise.all([own.close(), other.close()]));

const credential = (): CredentialStore => ({
	[CREDENTIAL_ID]: {
		region: 'custom',
		baseUrl: `${own.url}/behind/a/proxy`,
		appTokenSource: 'appSecret',
		appId: 'cli_1',
		appSecret: 'secret-of-the-app',
		helpdeskId: '1',
		helpdeskToken: 'ht-of-the-helpdesk',
	},
});

/** The two helpers with which nodes send requests in the name of a credential. */
const helpers = {
	httpRequestWithAuthentication: async (context: ExecuteContext, request: object) =>
		(await context.helpers.httpRequestWithAuthentication.call(context, 'feishuHelpdeskApi', {
			method: 'GET',
			...request,
		} as IHttpRequestOptions)) as IDataObject,
	requestWithAuthentication: async (context: ExecuteContext, request: object) =>
		(await context.helpers.requestWithAuthentication.call(context, 'feishuHelpdeskApi', {
			method: 'GET',
			json: true,
			...request,
		} as IRequestOptions)) as IDataObject,
};

function contextOf(store: CredentialStore): ExecuteContext {
	const { nodes, connections } = workflowOf({});
	const workflow = new Workflow({ nodes, connections, active: false, nodeTypes: engine.nodeTypes });
	const node = workflow.getNode('Send') as INode;
	return new ExecuteContext(
		workflow,
		node,
		engine.additionalData(store),
		'manual',
		createRunExecutionData(),
		0,
		[],
		{ main: [[]] },
		{ node, data: {}, source: null },
		[],
	);
}

describe.each(Object.entries(helpers))('%s', (_name, send) => {
	const port = (url: string) => new URL(url).port;
	const elsewhere: Array<[string, () => object]> = [
		['another port', () => ({ url: other.url })],
		['an address for the older helper', () => ({ uri: other.url })],
		['a URL object', () => ({ url: new URL(other.url) })],
		['another address besides', () => ({ url: other.url, uri: own.url })],
		['another address besides, the other way round', () => ({ url: own.url, uri: other.url })],
		[
			'its own address as a user name',
			() => ({ url: `http://127.0.0.1:${port(own.url)}@127.0.0.1:${port(other.url)}/` }),
		],
		['another name of its host', () => ({ url: own.url.replace('127.0.0.1', 'localhost') })],
		['a dot after its host', () => ({ url: own.url.replace('127.0.0.1', 'localhost.') })],
		['another scheme', () => ({ url: own.url.replace('http:', 'https:') })],
		['another base', () => ({ baseURL: other.url, url: '/x' })],
		['an address and its own base', () => ({ baseURL: own.url, url: `${other.url}/x` })],
		[
			'a host without a scheme',
			() => ({ baseURL: own.url, url: `//127.0.0.1:${port(other.url)}/x` }),
		],
		[
			'a host after backslashes',
			() => ({ baseURL: own.url, url: `\\\\127.0.0.1:${port(other.url)}\\x` }),
		],
		['a scheme without slashes', () => ({ url: `http:127.0.0.1:${port(other.url)}/x` })],
		[
			'a base that a path completes',
			() => ({ baseURL: `http://127.0.0.1:${port(own.url)}@127.0.0.1`, url: '/x' }),
		],
		['no address', () => ({ url: '/x' })],
		['nothing', () => ({})],
		['a proxy that reads it', () => ({ url: own.url, proxy: other.url })],
	];

	test.each(elsewhere)('nothing is sent to %s', async (_case, request) => {
		const store = credential();
		Object.assign(store[CREDENTIAL_ID] ?? {}, {
			appTokenSource: 'tenantAccessToken',
			tenantAccessToken: 't-pastedTokenPasted',
		});
		await expect(send(contextOf(store), request())).rejects.toMatchObject({
			message: expect.stringMatching(
				new RegExp(`^This credential is not sent (to|through) .*\\. It belongs to ${own.url}\\. `),
			) as string,
		});
		expect([...own.requests, ...other.requests]).toEqual([]);
	});

	test('a token is fetched once at most, from its own server', async () => {
		const store = credential();
		await expect(send(contextOf(store), { url: other.url })).rejects.toThrow(
			/^This credential is not sent to/,
		);
		expect(own.requests.map(({ path }) => path)).toEqual([`/behind/a/proxy${TOKEN_PATH}`]);
		expect(other.requests).toEqual([]);
	});

	test.each<[string, () => object]>([
		['its address', () => ({ url: `${own.url}${CREDENTIAL_TEST_PATH}` })],
		['with base', () => ({ baseURL: own.url, url: CREDENTIAL_TEST_PATH })],
		['in capitals', () => ({ url: `${own.url.replace('http', 'HTTP')}${CREDENTIAL_TEST_PATH}` })],
		[
			'with a user name',
			() => ({ url: `${own.url.replace('127', 'somebody@127')}${CREDENTIAL_TEST_PATH}` }),
		],
	])('it is sent to its own server: %s', async (_case, request) => {
		expect(await send(contextOf(credential()), request())).toMatchObject({ code: 0 });
		expect(own.requests.at(-1)).toMatchObject({
			path: CREDENTIAL_TEST_PATH,
			rawHeaders: expect.arrayContaining(['X-Lark-Helpdesk-Authorization']) as string[],
		});
	});
});

describe("n8n's Allowed HTTP Request Domains", () => {
	const restrictedTo = (change: object) => {
		const store = credential();
		Object.assign(store[CREDENTIAL_ID] ?? {}, { baseUrl: own.url }, change);
		return store;
	};
	const sendMessage = async (store: CredentialStore) => {
		const run = await engine.run(
			workflowOf(
				{ receiver: by('id', 'ou_1'), text: 'x', options: { maxTries: 3, maxWait: 0 } },
				[{}],
				{
					onError: 'continueRegularOutput',
				},
			),
			store,
		);
		return outputOf(run)[0]?.[0]?.json;
	};

	test.each([
		['all', { allowedHttpRequestDomains: 'all' }],
		['none: the HTTP Request node only', { allowedHttpRequestDomains: 'none' }],
		[
			'a list with its server',
			{ allowedHttpRequestDomains: 'domains', allowedDomains: 'example.com, 127.0.0.1' },
		],
	])('%s', async (_case, change) => {
		expect(await sendMessage(restrictedTo(change))).toMatchObject({ message_id: 'om_good' });
		expect(
			await testCredential(engine, 'feishuHelpdeskApi', CREDENTIAL_ID, restrictedTo(change)),
		).toMatchObject({ status: 'OK' });
	});

	test.each([
		['a list without its server', { allowedDomains: 'example.com' }],
		['an empty list', { allowedDomains: ' ' }],
	])('%s keeps the credential from fetching its token: nothing is sent', async (_case, change) => {
		const store = restrictedTo({ allowedHttpRequestDomains: 'domains', ...change });
		expect(await sendMessage(store)).toEqual({
			error: "'Allowed Domains' of the credential keep it from fetching its app token",
			message:
				"Add 127.0.0.1 to the list. Or choose All, or None, which keeps the credential out of n8n's HTTP Request node and lets this one work.",
			details: { kind: 'credential', receiver: 'ou_1', field: 'allowedDomains' },
		});
		expect(
			(await testCredential(engine, 'feishuHelpdeskApi', CREDENTIAL_ID, store)).message,
		).toMatch(/^'Allowed Domains' of the credential/);
		expect(own.requests).toEqual([]);
	});

	test('with a pasted token the list binds neither this node nor the credential test', async () => {
		const store = restrictedTo({
			allowedHttpRequestDomains: 'domains',
			allowedDomains: 'example.com',
			appTokenSource: 'tenantAccessToken',
			tenantAccessToken: 't-pastedTokenPasted',
		});
		expect(await sendMessage(store)).toMatchObject({ message_id: 'om_good' });
		expect(await testCredential(engine, 'feishuHelpdeskApi', CREDENTIAL_ID, store)).toMatchObject({
			status: 'OK',
		});
		expect(own.requests.map(({ path }) => path)).toEqual([MESSAGE_PATH, CREDENTIAL_TEST_PATH]);
	});
});
