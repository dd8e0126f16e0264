import axios from 'axios';

export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Test',
	lastName: 'Owner',
	password: 'Only4thisTest',
};

/** n8n's own REST API, as its editor calls it. Returns `data` of the answer. */
export type Api = <T>(
	method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
	path: string,
	body?: object,
) => Promise<T>;

/** Sets up the owner of a new n8n, or signs in as the one set up before. */
export async function signIn(url: string): Promise<Api> {
	const client = axios.create({
		baseURL: `${url}/rest`,
		validateStatus: null,
		// n8n ties the session to the browser that signed in.
		headers: { 'browser-id': 'n8n-nodes-feishu-helpdesk' },
	});
	const settings = await client.get<{
		data: { userManagement: { showSetupOnFirstLoad: boolean } };
	}>('/settings');
	const { showSetupOnFirstLoad } = settings.data.data.userManagement;
	const { email, password } = OWNER;
	const answer = showSetupOnFirstLoad
		? await client.post('/owner/setup', OWNER)
		: await client.post('/login', { emailOrLdapLoginId: email, password });
	if (answer.status >= 300)
		throw new TypeError(`n8n refused the owner: ${answer.status} ${JSON.stringify(answer.data)}`);
	const cookie = (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');

	return async <T>(method: string, path: string, body?: object) => {
		const { status, data } = await client.request<{ data: T }>({
			method,
			url: path,
			data: body,
			headers: { cookie },
		});
		if (status >= 300)
			throw new TypeError(`${method} ${path}: ${status} ${JSON.stringify(data).slice(0, 300)}`);
		return data.data;
	};
}
