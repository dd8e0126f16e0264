/* eslint-disable @n8n/community-nodes/no-restricted-imports -- speaks HTTP by hand, as no well-behaved client would */
import { request } from 'node:http';

import { type Client, startClient } from './client';

let client: Client;
let host: string;
beforeEach(async () => {
	client = await startClient();
	host = new URL(client.emulator.url).host;
	await client.send();
});
afterEach(async () => await client.emulator.close());

/** Sends exactly these headers, the Host included. */
async function call(
	method: string,
	path: string,
	headers: Record<string, string>,
	body?: string,
	url = client.emulator.url,
) {
	return await new Promise<{ status?: number; headers: Record<string, unknown>; text: string }>(
		(resolve, reject) => {
			const sent = request(`${url}${path}`, { method, headers, setHost: false }, (answer) => {
				let text = '';
				answer.setEncoding('utf8');
				answer.on('data', (chunk: string) => (text += chunk));
				answer.on('end', () =>
					resolve({ status: answer.statusCode, headers: answer.headers, text }),
				);
			});
			sent.on('error', reject);
			sent.end(body);
		},
	);
}

const message = '/open-apis/helpdesk/v1/message';
const untouched = () => expect(client.emulator.inbox.messages).toHaveLength(1);

describe('a Host that is not this machine is refused', () => {
	test.each([
		'evil.example',
		'evil.example:80',
		'127.0.0.1.evil.example',
		'localhost.evil.example',
		'192.168.0.5',
		'[::2]',
		'127.0.0.1@evil.example',
		'',
	])('"%s"', async (name) => {
		for (const path of [
			'/',
			'/_emulator/inbox',
			'/_emulator/events',
			'/_emulator/tickets',
			'/_emulator/images/img_v2_emulator-demo-chart',
			'/view/latest',
			'/_emulator/web/index.html',
			'/nowhere',
			'/open-apis/helpdesk/v1/ticket_customized_fields',
			'/open-apis',
			'/open-apis/nowhere',
		]) {
			const answer = await call('GET', path, { host: name });
			expect([path, answer.status]).toEqual([path, 403]);
			expect(answer.text).not.toContain('om_');
		}
		expect((await call('DELETE', '/_emulator/inbox', { host: name })).status).toBe(403);
		expect(
			(await call('POST', message, { host: name, 'content-type': 'application/json' }, '{}'))
				.status,
		).toBe(403);
		untouched();
	});

	test.each(['host.docker.internal:3210', 'HOST.containers.internal'])(
		'but a container comes in as "%s", to /open-apis alone',
		async (name) => {
			expect(
				(await call('POST', message, { host: name, 'content-type': 'application/json' }, '{}'))
					.status,
			).toBe(400);
			expect((await call('GET', '/_emulator/inbox', { host: name })).status).toBe(403);
			expect((await call('GET', '/open-apisx', { host: name })).status).toBe(403);
		},
	);

	test('and under a name that was allowed at the start', async () => {
		const { emulator } = await startClient({ allowedHosts: ['Feishu'] });
		const ask = async (path: string, name: string) =>
			(await call('GET', path, { host: name }, undefined, emulator.url)).status;
		expect(await ask('/open-apis/nowhere', 'feishu:3210')).toBe(404);
		expect(await ask('/open-apis/nowhere', 'feishu.evil.example')).toBe(403);
		expect(await ask('/_emulator/inbox', 'feishu:3210')).toBe(403);
		await emulator.close();
	});

	test.each(['localhost', '127.0.0.1', '127.1.2.3:99', '[::1]:80', 'LOCALHOST:3210'])(
		'but "%s" is not',
		async (name) => {
			expect((await call('GET', '/_emulator/inbox', { host: name })).status).toBe(200);
		},
	);
});

describe('a page elsewhere cannot reach in', () => {
	const foreign = [
		'https://evil.example',
		'http://evil.example',
		'null',
		'http://localhost:1',
		'https://127.0.0.1',
	];

	test.each(foreign)('Origin %s', async (origin) => {
		const json = { 'content-type': 'application/json' };
		const noted = client.emulator.inbox.requests.length;
		const calls: Array<[string, string, string?]> = [
			['GET', '/_emulator/inbox'],
			['DELETE', '/_emulator/inbox'],
			['DELETE', '/_emulator/faults'],
			['POST', '/_emulator/faults', '{"on":"message","kind":"garbage"}'],
			['PATCH', '/_emulator/settings', '{"latencyMs":5}'],
			['POST', '/_emulator/tokens/expire', '{}'],
			['GET', '/_emulator/tickets'],
			['POST', '/_emulator/tickets', '{"tickets":[{"guest":"赵敏"}]}'],
			['PATCH', '/_emulator/tickets', '{"tickets":[{"ticketId":"7294609182736455001"}]}'],
			['DELETE', '/_emulator/tickets'],
			['POST', message, '{}'],
			['GET', '/open-apis/helpdesk/v1/ticket_customized_fields'],
		];
		for (const [method, path, body] of calls) {
			const answer = await call(method, path, { host, origin, ...json }, body);
			expect([method, path, answer.status]).toEqual([method, path, 403]);
			expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
		}
		untouched();
		expect(client.emulator.inbox.requests).toHaveLength(noted);
		expect(client.emulator.faults.list()).toEqual([]);
		expect(client.emulator.settings.latencyMs).toBe(0);
		expect(client.emulator.world.tickets).toHaveLength(4);
	});

	test('a form without Origin is no way in either', async () => {
		for (const type of [
			'text/plain',
			'application/x-www-form-urlencoded',
			'multipart/form-data; boundary=x',
		]) {
			const headers = { host, 'sec-fetch-site': 'cross-site', 'content-type': type };
			expect((await call('POST', '/_emulator/tokens/expire', headers, 'x')).status).toBe(403);
			expect(
				(await call('POST', '/_emulator/faults', headers, '{"on":"message","kind":"garbage"}'))
					.status,
			).toBe(403);
		}
		expect(client.emulator.faults.list()).toEqual([]);
	});

	test.each(['cross-site', 'same-site'])(
		'and neither is a picture or a form of a page elsewhere (%s) into /open-apis',
		async (site) => {
			const noted = client.emulator.inbox.requests.length;
			const headers = {
				host,
				'sec-fetch-site': site,
				'sec-fetch-mode': 'no-cors',
				'content-type': 'text/plain',
			};
			expect((await call('GET', '/open-apis/x', headers)).status).toBe(403);
			expect((await call('POST', message, headers, '{}')).status).toBe(403);
			expect(
				(await call('POST', message, { ...headers, 'content-type': 'application/json' }, '{}'))
					.status,
			).toBe(403);
			expect(client.emulator.inbox.requests).toHaveLength(noted);
		},
	);

	test('a preflight is not answered', async () => {
		const headers = {
			host,
			origin: 'https://evil.example',
			'access-control-request-method': 'DELETE',
		};
		const answer = await call('OPTIONS', '/_emulator/inbox', headers);
		expect(answer.status).toBe(403);
		expect(answer.headers).not.toHaveProperty('access-control-allow-methods');
	});

	test('the page itself can', async () => {
		const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
		expect((await call('DELETE', '/_emulator/inbox', headers)).status).toBe(200);
		expect(client.emulator.inbox.messages).toEqual([]);
	});
});

describe('what is answered', () => {
	test('runs nothing and is framed by nobody', async () => {
		const policy =
			"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
		for (const path of ['/', '/_emulator/web/index.html', '/_emulator/inbox', '/nowhere']) {
			const { headers } = await client.http.get(path);
			expect(headers).toMatchObject({
				'content-security-policy': policy,
				'x-content-type-options': 'nosniff',
				'referrer-policy': 'no-referrer',
				'cross-origin-resource-policy': 'same-origin',
			});
		}
	});

	test('is the page at / and its files below /_emulator/web', async () => {
		const page = await client.http.get('/');
		expect(page.status).toBe(200);
		expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
		expect((await client.http.get('/_emulator/web/index.html')).data).toBe(page.data);
	});

	test.each([
		'/_emulator/web/../server.ts',
		'/_emulator/web/..%2fserver.ts',
		'/_emulator/web/%2e%2e/server.ts',
		'/_emulator/web/..%5cserver.ts',
	])('is no file above that: %s', async (path) => {
		const answer = await call('GET', path, { host });
		expect([403, 404]).toContain(answer.status);
		expect(answer.text).not.toContain('startEmulator');
	});

	test('is the newest message at /view/latest', async () => {
		const answer = await client.http.get('/view/latest');
		expect(answer.status).toBe(302);
		expect(answer.headers.location).toBe(`/#${client.emulator.inbox.messages[0]!.id}`);
		await client.http.delete('/_emulator/inbox');
		expect((await client.http.get('/view/latest')).headers.location).toBe('/');
	});
});
