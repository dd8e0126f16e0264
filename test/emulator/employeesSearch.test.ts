import { type Client, startAfresh, startClient } from './client';

let client: Client;
beforeAll(async () => {
	client = await startClient();
});
beforeEach(() => startAfresh(client));
afterAll(async () => await client.emulator.close());

const PATH = '/open-apis/directory/v1/employees/search';
const FIELDS = ['base_info.employee_id', 'base_info.name.name', 'base_info.email'];
const ask = async (body: object, query = '') => {
	const { Authorization } = await client.headers();
	return await client.http.post(
		PATH + query,
		{ page_request: {}, required_fields: FIELDS, ...body },
		{ headers: { Authorization } },
	);
};
const namesOf = (answer: { data: unknown }) =>
	(
		answer.data as { data: { employees: Array<{ base_info: { name: { name: Name } } }> } }
	).data.employees.map(({ base_info: { name } }) => name.name.default_value);
interface Name {
	default_value: string;
}
const withoutScope = (name: string) => {
	const [app] = client.emulator.world.apps;
	if (app) app.scopes = app.scopes.filter((scope) => scope !== name);
};

describe('refused', () => {
	test('without a token', async () => {
		expect((await client.http.post(PATH, { query: 'x' })).data.code).toBe(99991661);
	});

	test('without the scope', async () => {
		withoutScope('directory:employee:search');
		const answer = await ask({ query: '林' });
		expect(answer.status).toBe(400);
		expect(answer.data.code).toBe(99991672);
		expect(answer.data.error.permission_violations).toEqual([
			{ type: 'action_scope_required', subject: 'directory:employee:search' },
		]);
	});

	test.each<[object, number]>([
		[{}, 2220001],
		[{ query: '' }, 2220001],
		[{ query: 5 }, 9499],
		[{ query: 'x', required_fields: 'base_info.email' }, 9499],
		[{ query: 'x', required_fields: Array(101).fill('base_info.email') }, 2220001],
		[{ query: 'x', page_request: null }, 2221005],
		[{ query: 'x', page_request: 'first' }, 2220001],
		[{ query: 'x', page_request: { page_size: 101 } }, 2220001],
		[{ query: 'x', page_request: { page_size: -1 } }, 2220001],
		[{ query: 'x', page_request: { page_token: 'mine' } }, 2221004],
	])('%j', async (body, code) => {
		const answer = await ask(body);
		expect([answer.status, answer.data.code]).toEqual([400, code]);
	});

	test('another kind of ID', async () => {
		expect((await ask({ query: 'x' }, '?employee_id_type=user_id')).data.code).toBe(2220001);
	});
});

describe('answered', () => {
	test('with what was asked for', async () => {
		const answer = await ask({ query: '晓' });
		expect(answer.status).toBe(200);
		expect(answer.data).toEqual({
			code: 0,
			msg: 'success',
			data: {
				employees: [
					{
						base_info: {
							employee_id: client.openId('林晓雨'),
							name: { name: { default_value: '林晓雨', i18n_value: { zh_cn: '林晓雨' } } },
							email: 'lin.xiaoyu@example.com',
						},
					},
				],
				page_response: { has_more: false },
				abnormals: [],
			},
		});
	});

	test.each([
		['AMELIA', ['Amelia Wright']],
		['haitao@exam', ['王海涛']],
		['13000000004', ['赵敏']],
		['+8613000000004', ['赵敏']],
		['1300000000', []],
		['a05e94b2', ['赵敏']],
		['a05e', []],
		['nobody', []],
	])('to %s', async (query, names) => {
		expect(namesOf(await ask({ query }))).toEqual(names);
	});

	test('without who left, and who is elsewhere', async () => {
		const [first, second] = client.emulator.world.people;
		Object.assign(first ?? {}, { resigned: true });
		Object.assign(second ?? {}, { tenant: 'elsewhere' });
		expect(namesOf(await ask({ query: '@example.com' }))).toHaveLength(7);
	});

	test('page by page', async () => {
		const names: string[] = [];
		let token: string | undefined = '';
		let pages = 0;
		while (token !== undefined && ++pages < 9) {
			const answer = await ask({
				query: '@example.com',
				page_request: { page_size: 4, page_token: token },
			});
			names.push(...namesOf(answer));
			token = answer.data.data.page_response.page_token as string | undefined;
		}
		expect(pages).toBe(3);
		expect(names).toEqual(client.emulator.world.people.map(({ name }) => name));
	});

	test('without what the app may not read, or did not ask for', async () => {
		withoutScope('directory:employee.base.name.name:read');
		withoutScope('directory:employee.base.email:read');
		const id = client.openId('林晓雨');
		expect((await ask({ query: '晓' })).data.data.employees).toEqual([
			{ base_info: { employee_id: id } },
		]);
		expect((await ask({ query: '晓', required_fields: [] })).data.data.employees).toEqual([
			{ base_info: { employee_id: 'meaningless' } },
		]);
	});

	test('with another kind of ID', async () => {
		const [person] = client.emulator.world.people;
		const idBy = async (type: string) =>
			(await ask({ query: '晓' }, `?employee_id_type=${type}`)).data.data.employees[0].base_info
				.employee_id as string;
		expect(await idBy('union_id')).toBe(person?.unionId);
		// That needs a scope which the app does not have.
		expect(await idBy('employee_id')).toBe('meaningless');
		client.emulator.world.apps[0]?.scopes.push('directory:employee.base.external_id:read');
		expect(await idBy('employee_id')).toBe(person?.userId);
	});
});
