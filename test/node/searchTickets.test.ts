import { LoadOptionsContext } from 'n8n-core';
import { NodeApiError, Workflow, type INode, type INodeType } from 'n8n-workflow';

import { requestsTo, setUp, type Bench } from './setup';
import { helpdesk, TICKETS_PATH } from './tickets';

// The list behind Ticket, From List, searched as the editor searches it.

let bench: Bench;
beforeEach(async () => {
	bench = await setUp();
	bench.emulator.tickets.clear();
});
afterEach(async () => await bench.emulator.close());

const TYPE = 'n8n-nodes-feishu-helpdesk.feishuHelpdesk';

async function search(words?: string) {
	const { nodeTypes } = bench.engine;
	const { nodes } = helpdesk({});
	const workflow = new Workflow({ nodes, connections: {}, active: false, nodeTypes });
	const { methods, description } = nodeTypes.getByNameAndVersion(TYPE, 1) as INodeType;
	const ticket = description.properties.find(({ name }) => name === 'ticketId');
	const list = ticket?.modes?.find(({ name }) => name === 'list');
	const method = methods?.listSearch?.[list?.typeOptions?.searchListMethod ?? ''];
	if (!method) throw new TypeError('The list has no method');
	const context = new LoadOptionsContext(
		workflow,
		workflow.getNode('Send') as INode,
		bench.engine.additionalData(bench.credential()),
		'ticketId',
	);
	return await method.call(context, words);
}

test('without words the newest first: who, how it stands, since when', async () => {
	const at = Date.UTC(2026, 9, 1);
	bench.emulator.settings.ticketOrder = 'oldestFirst';
	bench.emulator.tickets.createAll([
		{ ticketId: '1', guest: '林晓雨', at },
		{ ticketId: '2', guest: '陈思远', at: at + 86_400_000, status: 'closedByUser' },
	]);
	expect(await search()).toEqual({
		results: [
			{ name: '陈思远 · Closed by User · 2026-10-02', value: '2' },
			{ name: '林晓雨 · Created · 2026-10-01', value: '1' },
		],
	});
});

test.each([
	[' 林晓雨 ', { guest_name: '林晓雨' }],
	['6955768699895758850', { ticket_id: '6955768699895758850' }],
])('%s', async (words, query) => {
	await search(words);
	expect(requestsTo(bench.emulator, TICKETS_PATH)).toMatchObject([
		{ query: { ...query, page: '1', page_size: '100' } },
	]);
});

test('without the scope the list says which', async () => {
	const [app] = bench.emulator.world.apps;
	if (app) app.scopes = ['helpdesk:all'];
	const error = await search().catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(NodeApiError);
	expect(error).toMatchObject({
		message: 'The app may not read tickets: it lacks the scope helpdesk:all:readonly',
		description: expect.stringContaining('helpdesk:all:readonly') as string,
	});
});
