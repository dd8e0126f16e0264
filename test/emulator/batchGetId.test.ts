import { type Client, refusalBody, startAfresh, startClient } from './client';

let client: Client;
beforeAll(async () => {
	client = await startClient();
});
beforeEach(() => startAfresh(client));
afterAll(async () => await client.emulator.close());

const ask = async (body: unknown, query = '') => {
	const { Authorization } = await client.headers();
	return await client.http.post(`/open-apis/contact/v3/users/batch_get_id${query}`, body, {
		headers: { Authorization },
	});
};
const status = {
	is_frozen: false,
	is_resigned: false,
	is_activated: true,
	is_exited: false,
	is_unjoin: false,
};
const email = 'lin.xiaoyu@example.com';

describe('refused', () => {
	test('without a token', async () => {
		const answer = await client.http.post('/open-apis/contact/v3/users/batch_get_id', {
			emails: [email],
		});
		expect(answer.data.code).toBe(99991661);
	});

	test('without the scope', async () => {
		client.emulator.world.apps[0]!.scopes = ['helpdesk:all'];
		const answer = await ask({ emails: [email] });
		expect(answer.status).toBe(400);
		expect(answer.data.code).toBe(99991672);
		expect(answer.data.error.permission_violations).toEqual([
			{ type: 'action_scope_required', subject: 'contact:user.id:readonly' },
		]);
	});

	test.each([
		[{ emails: email }, 'emails'],
		[{ emails: [5] }, 'emails'],
		[{ mobiles: {} }, 'mobiles'],
		[{ include_resigned: 'yes' }, 'include_resigned'],
	])('%j', async (body, field) => {
		const answer = await ask(body);
		expect(answer.status).toBe(400);
		expect(answer.data.code).toBe(9499);
		expect(answer.data.msg).toContain(`Invalid parameter type in json: ${field}.`);
	});

	test('more than 50 addresses of a kind', async () => {
		const answer = await ask({
			emails: Array.from({ length: 51 }, () => email),
			mobiles: Array.from({ length: 50 }, () => '1'),
		});
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(
			refusalBody(answer, 99992402, 'field validation failed', {
				field_violations: [{ field: 'emails', description: 'the max len is 50' }],
			}),
		);
	});

	test('another user_id_type', async () => {
		expect((await ask({ emails: [email] }, '?user_id_type=email')).data.code).toBe(99992402);
	});
});

describe('answered', () => {
	test('with one entry per address; one that belongs to nobody has no user_id', async () => {
		const answer = await ask({
			emails: [email, 'nobody@example.com', 'GRACE.KIM@example.com'],
			mobiles: ['13000000002', '+8613000000002', '+15550100124', '15550100124'],
		});
		expect(answer.status).toBe(200);
		expect(answer.data).toEqual({
			code: 0,
			msg: 'success',
			data: {
				user_list: [
					{ user_id: client.openId('林晓雨'), email, status },
					{ email: 'nobody@example.com' },
					{ user_id: client.openId('Grace Kim'), email: 'GRACE.KIM@example.com', status },
					{ user_id: client.openId('陈思远'), mobile: '13000000002', status },
					{ user_id: client.openId('陈思远'), mobile: '+8613000000002', status },
					{ user_id: client.openId('Daniel Okafor'), mobile: '+15550100124', status },
					{ mobile: '15550100124' },
				],
			},
		});
	});

	test('with nothing when nothing was asked', async () => {
		expect((await ask({})).data).toEqual({ code: 0, msg: 'success', data: { user_list: [] } });
	});

	test.each(['union_id', 'user_id'])('with the %s', async (type) => {
		const { unionId, userId } = client.emulator.world.people[0]!;
		const answer = await ask({ emails: [email] }, `?user_id_type=${type}`);
		expect(answer.data.data.user_list[0].user_id).toBe(type === 'union_id' ? unionId : userId);
	});

	test('without what the scopes do not allow to tell', async () => {
		client.emulator.world.apps[0]!.scopes = ['contact:user.id:readonly'];
		expect((await ask({ emails: [email] }, '?user_id_type=user_id')).data.data.user_list).toEqual([
			{ email },
		]);
		expect((await ask({ emails: [email] })).data.data.user_list).toEqual([
			{ user_id: client.openId('林晓雨'), email },
		]);
	});

	test('without people who resigned, unless they are asked for', async () => {
		client.emulator.world.people[0]!.resigned = true;
		expect((await ask({ emails: [email] })).data.data.user_list).toEqual([{ email }]);
		expect((await ask({ emails: [email], include_resigned: true })).data.data.user_list).toEqual([
			{ user_id: client.openId('林晓雨'), email, status: { ...status, is_resigned: true } },
		]);
	});

	test('without people of another tenant', async () => {
		client.emulator.world.people[0]!.tenant = 'another';
		expect((await ask({ emails: [email] })).data.data.user_list).toEqual([{ email }]);
	});
});
