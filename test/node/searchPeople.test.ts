import { LoadOptionsContext } from 'n8n-core';
import {
	NodeApiError,
	Workflow,
	type INode,
	type INodeListSearchResult,
	type INodeType,
} from 'n8n-workflow';

import type { CredentialStore } from '../support/n8nEngine/credentials';
import { by } from '../support/receiver';
import { crowd } from './crowd';
import { CREDENTIAL_ID, setUp, workflowOf, type Bench } from './setup';

// The list behind "From List", searched as the editor searches it.

let bench: Bench;
beforeEach(async () => {
	bench = await setUp();
});
afterEach(async () => await bench.emulator.close());

const PATH = '/open-apis/directory/v1/employees/search';
const TYPE = 'n8n-nodes-feishu-helpdesk.sendBotMessage';

async function search(
	words?: string,
	page?: unknown,
	store: CredentialStore = bench.credential(),
): Promise<INodeListSearchResult> {
	const { nodeTypes } = bench.engine;
	const workflow = new Workflow({
		nodes: workflowOf({}).nodes,
		connections: {},
		active: false,
		nodeTypes,
	});
	const node = workflow.getNode('Send') as INode;
	const { methods, description } = nodeTypes.getByNameAndVersion(TYPE, 1) as INodeType;
	const receiver = description.properties.find(({ name }) => name === 'receiver');
	const list = receiver?.modes?.find(({ name }) => name === 'list');
	const method = methods?.listSearch?.[list?.typeOptions?.searchListMethod ?? ''];
	if (!method) throw new TypeError('The list has no method');
	const context = new LoadOptionsContext(
		workflow,
		node,
		bench.engine.additionalData(store),
		'receiver',
	);
	return await method.call(context, words, page as string | undefined);
}

const searches = () => bench.emulator.inbox.requests.filter(({ path }) => path === PATH);
const failed = async (...args: Parameters<typeof search>) => {
	const error = await search(...args).then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	expect(error).toBeInstanceOf(NodeApiError);
	return error as NodeApiError;
};
const withoutScope = (name: string) => {
	const [app] = bench.emulator.world.apps;
	if (app) app.scopes = app.scopes.filter((scope) => scope !== name);
};

test('people are found by a part of their name or address, and the request is the documented one', async () => {
	expect(await search(' 思远 ')).toEqual({
		results: [{ name: '陈思远 (chen.siyuan@example.com)', value: bench.openId('陈思远') }],
	});
	expect(searches().map(({ rawBody, query, status }) => ({ rawBody, query, status }))).toEqual([
		{
			rawBody:
				'{"query":"思远","page_request":{"page_size":50},"required_fields":["base_info.employee_id","base_info.name.name","base_info.email"]}',
			query: { employee_id_type: 'open_id' },
			status: 200,
		},
	]);
	expect((await search('grace.kim@')).results.map(({ value }) => value)).toEqual([
		bench.openId('Grace Kim'),
	]);
	expect(await search('nobody')).toEqual({ results: [] });
});

test.each([undefined, '', '  '])('nothing is asked without words: %j', async (words) => {
	expect(await search(words)).toEqual({ results: [] });
	expect(bench.emulator.inbox.requests).toEqual([]);
});

test('page by page', async () => {
	bench.emulator.world.people = crowd(120).people;
	const store = bench.credential();
	const names: string[] = [];
	let page: unknown;
	do {
		const { results, paginationToken } = await search('Person', page, store);
		names.push(...results.map(({ name }) => name));
		page = paginationToken;
	} while (page !== undefined);
	expect(names).toEqual(Array.from({ length: 120 }, (_, i) => `Person ${i}`));
	expect(searches()).toHaveLength(3);
});

test('whom the search found can be written to', async () => {
	const [found] = (await search('赵敏')).results;
	const receiver = { ...by('list', found?.value), cachedResultName: found?.name };
	await bench.engine.run(workflowOf({ receiver, text: 'x' }), bench.credential());
	expect(bench.emulator.inbox.messages.map((message) => message.receiver.name)).toEqual(['赵敏']);
});

describe('without a scope', () => {
	test('the list says which, and the other modes go on working', async () => {
		withoutScope('directory:employee:search');
		const error = await failed('赵敏');
		expect(error).toMatchObject({
			message: 'The app may not search for people',
			description:
				'Add the scopes directory:employee:search and directory:employee.base.name.name:read to the app in the developer console, publish a version, then search again. Or choose another mode.',
			httpCode: '400',
		});
		await bench.engine.run(
			workflowOf({ receiver: by('email', 'zhao.min@example.com'), text: 'x' }),
			bench.credential(),
		);
		expect(bench.emulator.inbox.messages).toHaveLength(1);
	});

	test('for names, addresses stand for them', async () => {
		withoutScope('directory:employee.base.name.name:read');
		expect((await search('赵敏')).results).toEqual([
			{ name: 'zhao.min@example.com', value: bench.openId('赵敏') },
		]);
	});

	test('for names and addresses, the list says so', async () => {
		withoutScope('directory:employee.base.name.name:read');
		withoutScope('directory:employee.base.email:read');
		expect(await failed('赵敏')).toMatchObject({
			message: 'The app may not read the names of people',
			description: expect.stringContaining(
				'Add the scope directory:employee.base.name.name:read',
			) as string,
		});
	});

	test('for addresses, names stand alone', async () => {
		withoutScope('directory:employee.base.email:read');
		expect((await search('赵敏')).results.map(({ name }) => name)).toEqual(['赵敏']);
	});
});

test('no message of the list has a hyphen, which the editor would replace', async () => {
	const messages: string[] = [];
	withoutScope('directory:employee:search');
	messages.push((await failed('x')).message);
	const [app] = bench.emulator.world.apps;
	app?.scopes.push('directory:employee:search');
	bench.emulator.faults.add({
		on: 'employeesSearch',
		kind: 'answer',
		status: 400,
		body: { code: 123456 },
	});
	messages.push((await failed('x')).message);
	bench.emulator.faults.add({
		on: 'employeesSearch',
		kind: 'answer',
		status: 404,
		body: 'Proxy',
		times: 3,
	});
	messages.push((await failed('x')).message);
	bench.emulator.faults.add({ on: 'employeesSearch', kind: 'rateLimited', reset: '60' });
	messages.push((await failed('x')).message);
	bench.emulator.faults.add({ on: 'employeesSearch', kind: 'dropBeforeDelivery', times: 3 });
	messages.push((await failed('x')).message);
	expect(messages).toEqual([
		'The app may not search for people',
		'Feishu did not search',
		"A proxy or gateway answered in Feishu's place",
		'Feishu is busy',
		'Feishu gave no answer',
	]);
	expect(messages.join()).not.toContain('-');
});

test('an answer that is lost is asked for again', async () => {
	bench.emulator.faults.add({ on: 'employeesSearch', kind: 'dropBeforeDelivery' });
	expect((await search('赵敏')).results).toHaveLength(1);
});

test('a token that has expired is renewed', async () => {
	const store = bench.credential();
	await search('赵敏', undefined, store);
	bench.emulator.expireTokens();
	expect((await search('赵敏', undefined, store)).results).toHaveLength(1);
});

test('a wrong secret is told, and shown nowhere', async () => {
	const appSecret = 'a-wrong-secret-that-nobody-may-see';
	const error = await failed('x', undefined, bench.credential({ appSecret }));
	expect(JSON.stringify([error, error.message, error.description, error.stack])).not.toContain(
		appSecret,
	);
	expect(error.message).toMatch(/App Secret/i);
});

test('what a server repeats of the secrets is concealed', async () => {
	const store = bench.credential();
	const appSecret = String(store[CREDENTIAL_ID]?.appSecret);
	bench.emulator.faults.add({
		on: 'employeesSearch',
		kind: 'answer',
		status: 400,
		body: { code: 1, msg: `seen: ${appSecret}` },
	});
	const error = await failed('x', undefined, store);
	expect(error.description).toContain('seen: [secret]');
	expect(JSON.stringify([error, error.stack])).not.toContain(appSecret);
});
