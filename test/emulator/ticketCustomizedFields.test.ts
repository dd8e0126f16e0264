import { type Client, lastRequest, refusalBody, startAfresh, startClient } from './client';

let client: Client;
beforeAll(async () => {
	client = await startClient();
});
beforeEach(() => startAfresh(client));
afterAll(async () => await client.emulator.close());

const ask = async (query = '', changed: Record<string, string | undefined> = {}) =>
	await client.http.get(`/open-apis/helpdesk/v1/ticket_customized_fields${query}`, {
		headers: { ...(await client.headers()), ...changed },
	});

describe('refused', () => {
	test('without a token', async () => {
		expect((await ask('', { Authorization: undefined })).data.code).toBe(99991661);
	});

	test('without its own scope, before the helpdesk is looked at', async () => {
		client.emulator.world.apps[0]!.scopes = ['helpdesk:all'];
		const answer = await ask('', { 'X-Lark-Helpdesk-Authorization': 'wrong' });
		expect(answer.data.code).toBe(99991672);
		expect(answer.data.error.permission_violations).toEqual([
			{ type: 'action_scope_required', subject: 'helpdesk:all:readonly' },
		]);
	});

	test('with a wrong helpdesk', async () => {
		const answer = await ask('', {
			'X-Lark-Helpdesk-Authorization': Buffer.from('1:ht-x').toString('base64'),
		});
		expect(answer.status).toBe(401);
		expect(answer.data).toEqual(
			refusalBody(answer, 154001, 'Unauthorized, please check you have the correct access'),
		);
	});

	test.each(['101', '-1', 'ten', '1.5'])('with page_size=%s', async (size) => {
		const answer = await ask(`?page_size=${size}`);
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(
			refusalBody(answer, 99992402, 'field validation failed', {
				field_violations: [
					{ field: 'page_size', value: size, description: 'the max value is 100' },
				],
			}),
		);
	});

	test('with a page_token that was never given', async () => {
		const answer = await ask('?page_token=5');
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(
			refusalBody(answer, 154000, 'Bad request, please check your request body'),
		);
		expect(lastRequest(client.emulator).reason).toContain('"5"');
	});
});

describe('answered', () => {
	test('as the document shows it', async () => {
		const { data } = await ask();
		expect(data).toMatchObject({
			code: 0,
			msg: 'success',
			data: { has_more: false, next_page_token: '' },
		});
		expect(data.data.items).toHaveLength(3);
		expect(data.data.items[0]).toMatchObject({
			helpdesk_id: client.emulator.world.helpdesks[0]!.helpdeskId,
			key_name: 'category',
		});
	});

	test('page by page', async () => {
		const names: string[] = [];
		let query = '?page_size=1';
		for (let page = 0; page < 3; page += 1) {
			const { data } = (await ask(query)).data;
			names.push(...data.items.map((item: { key_name: string }) => item.key_name));
			expect(data.has_more).toBe(page < 2);
			query = `?page_size=1&page_token=${data.next_page_token}`;
		}
		expect(names).toEqual(['category', 'office', 'urgency']);
	});

	test('with a body beside it, as the official SDK sends one', async () => {
		const answer = await client.http.get(
			'/open-apis/helpdesk/v1/ticket_customized_fields?page_size=1',
			{
				headers: { ...(await client.headers()), 'Content-Type': 'application/json' },
				data: {},
			},
		);
		expect(answer.data.code).toBe(0);
	});
});
