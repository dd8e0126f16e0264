/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs the copied command in a shell */
/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- they look like secrets and are none */
import { execFileSync } from 'node:child_process';

import { type Client, helpdeskHeader, imageForm, startClient } from './client';

let client: Client;
beforeEach(async () => {
	client = await startClient();
});
afterEach(async () => await client.emulator.close());

const inbox = async () => (await client.http.get('/_emulator/inbox')).data;

describe('GET /_emulator/inbox', () => {
	test('is empty at first', async () => {
		expect(await inbox()).toEqual({
			messages: [],
			requests: [],
			older: null,
			dropped: { messages: 0, requests: 0 },
		});
	});

	test('shows messages and requests, newest last, and how a refusal is known', async () => {
		await client.send();
		await client.send({ receiver_id: 'nobody' });
		const { messages, requests } = await inbox();
		expect(messages).toEqual(client.emulator.inbox.messages);
		const paths = requests.map(({ id, path }: { id: string; path: string }) => `${id} ${path}`);
		const [token, message] = [
			'/open-apis/auth/v3/tenant_access_token/internal',
			'/open-apis/helpdesk/v1/message',
		];
		expect(paths).toEqual([
			`req_1 ${token}`,
			`req_2 ${message}`,
			`req_3 ${token}`,
			`req_4 ${message}`,
		]);
		const { headers } = client.emulator.inbox.requests[3]!;
		expect(requests[3]).toEqual({
			id: 'req_4',
			at: expect.any(String),
			method: 'POST',
			path: message,
			query: {},
			headers: {
				...headers,
				authorization: expect.stringMatching(/^Bearer t-[0-9a-f]{4}••••$/),
				'x-lark-helpdesk-authorization': '••••',
			},
			body: {
				msg_type: 'text',
				content: '{"text":"Hello"}',
				receiver_id: 'nobody',
				receive_type: 'chat',
			},
			status: 400,
			code: 99992351,
			msg: 'The request you send is not a valid {open_id} or not exists. Invalid ids: [nobody] .',
			logId: expect.stringMatching(/^\d{14}[0-9A-F]{20}$/),
			reason: 'Nobody has the open_id nobody.',
			known: 'observed',
			source: expect.stringContaining('public issues'),
			fault: null,
			messageId: null,
			curl: expect.stringMatching(/^curl 'http:/),
		});
		expect(requests[1].messageId).toBe(messages[0].id);
		expect(messages[0].requestId).toBe('req_2');
	});

	test('a body that is no JSON is shown by its first 2 kB', async () => {
		await client.http.post('/open-apis/helpdesk/v1/message', 'x'.repeat(5000), {
			headers: { 'Content-Type': 'text/plain' },
		});
		expect((await inbox()).requests[0].body).toEqual({ text: 'x'.repeat(2000) });
		expect(client.emulator.inbox.requests[0]!.body).toEqual({ text: 'x'.repeat(5000) });
	});

	test('keeps the newest 5 000', async () => {
		const received = client.emulator.inbox;
		const [template] = (await client.send(), received.requests);
		for (let count = 0; count < 5_010; count += 1) received.received({ ...template! });
		expect(received.requests).toHaveLength(5_000);
		expect(received.requests.at(-1)!.id).toBe('req_5012');
		const [message] = received.messages;
		for (let count = 0; count < 5_010; count += 1) received.deliver(message!);
		expect(received.messages).toHaveLength(5_000);
		// What it does not have any more, it says; two of the requests were those of client.send().
		expect((await inbox()).dropped).toEqual({ messages: 11, requests: 12 });
	});

	test('forgets old bodies before they fill the memory', async () => {
		const received = client.emulator.inbox;
		const [template] = (await client.send(), received.requests);
		const rawBody = 'x'.repeat(1024 * 1024);
		for (let count = 0; count < 70; count += 1)
			received.bodyRead(received.received({ ...template!, rawBody }));
		// 64 MB, at two bytes a character.
		expect(received.requests).toHaveLength(31);
		expect((await inbox()).dropped).toEqual({ messages: 0, requests: 41 });
	});

	test.each<[string, (text: string) => object]>([
		['a message that quotes the request', (msg) => ({ msg })],
		['a reason', (reason) => ({ reason })],
		['a header', (value) => ({ headers: { 'x-long': value } })],
		['a path', (path) => ({ path })],
		['a query', (value) => ({ query: { value } })],
		['fields of a form', (value) => ({ rawBody: null, body: { multipart: [{ value }] } })],
	])('forgets old requests before %s fills the memory', async (_, change) => {
		const received = client.emulator.inbox;
		const [template] = (await client.send(), received.requests);
		for (let count = 0; count < 40; count += 1) {
			const noted = received.received({ ...template! });
			received.settled(Object.assign(noted, change('x'.repeat(1024 * 1024))));
		}
		expect(received.requests).toHaveLength(31);
	});

	test('forgets old messages before they fill the memory', async () => {
		const received = client.emulator.inbox;
		await client.send();
		const [message] = received.messages;
		for (let count = 0; count < 40; count += 1)
			received.deliver({ ...message!, notes: ['x'.repeat(1024 * 1024)] });
		expect(received.messages).toHaveLength(31);
	});

	test('keeps the text of a query, a body and a content, not the objects in it, which can take 25 times the memory', async () => {
		await client.sendContent('interactive', { elements: [{ tag: 'hr' }] });
		const { messages, requests } = client.emulator.inbox;
		expect(messages[0]!.content).toEqual({ elements: [{ tag: 'hr' }] });
		expect(messages[0]!.content).not.toBe(messages[0]!.content);
		expect(requests.at(-1)!.body).toMatchObject({ msg_type: 'interactive' });
		expect(requests.at(-1)!.body).not.toBe(requests.at(-1)!.body);
		expect(requests.at(-1)!.query).not.toBe(requests.at(-1)!.query);
	});

	test('in parts, the newest first, nothing twice and nothing left out', async () => {
		const { inbox: received } = client.emulator;
		for (let count = 0; count < 3; count += 1) await client.send();
		await client.send({ receiver_id: 'nobody' });
		const seen = { messages: [] as string[], requests: [] as string[] };
		const sizes: string[] = [];
		let before = '';
		do {
			const { data } = await client.http.get(`/_emulator/inbox?limit=2${before}`);
			const idsOf = (list: Array<{ id: string }>) => list.map(({ id }) => id);
			seen.messages.unshift(...idsOf(data.messages));
			seen.requests.unshift(...idsOf(data.requests));
			sizes.push(`${data.messages.length} ${data.requests.length}`);
			expect(data.dropped).toEqual({ messages: 0, requests: 0 });
			before = data.older === null ? '' : `&before=${data.older}`;
			// What arrives meanwhile belongs to no older part.
			await client.send();
		} while (before !== '');
		expect(sizes).toEqual(['2 2', '1 2', '0 2', '0 2']);
		expect(seen.messages).toEqual(received.messages.slice(0, 3).map(({ id }) => id));
		expect(seen.requests).toEqual(received.requests.slice(0, 8).map(({ id }) => id));
	});

	test('a part before something that is no longer kept is empty', async () => {
		await client.send();
		const { data } = await client.http.get('/_emulator/inbox?limit=1');
		expect(data.older).toMatch(/^om_\w+\.req_2$/);
		client.emulator.inbox.clear();
		await client.send();
		const { data: part } = await client.http.get(
			`/_emulator/inbox?limit=1&before=${data.older as string}`,
		);
		expect(part).toMatchObject({ messages: [], requests: [], older: null });
	});

	test.each(['limit=0', 'limit=-1', 'limit=x', 'limit=1&limit=2', 'before=x', 'limt=5'])(
		'%s is refused',
		async (query) => {
			const { status, data } = await client.http.get(`/_emulator/inbox?${query}`);
			expect(status).toBe(400);
			expect(data.error).toContain('querystring');
		},
	);

	test('DELETE empties it', async () => {
		await client.send();
		expect((await client.http.delete('/_emulator/inbox')).status).toBe(200);
		expect(await inbox()).toEqual({
			messages: [],
			requests: [],
			older: null,
			dropped: { messages: 0, requests: 0 },
		});
		await client.send();
		expect((await inbox()).messages).toHaveLength(1);
	});

	test('DELETE may name a type for the body it does not have', async () => {
		const answer = await client.http.delete('/_emulator/inbox', {
			headers: { 'Content-Type': 'application/json' },
		});
		expect(answer.status).toBe(200);
	});
});

describe('secrets', () => {
	test('appear nowhere, whatever a request does with them', async () => {
		const { emulator, http } = client;
		const { appId, appSecret } = emulator.world.apps[0]!;
		const { helpdeskToken } = emulator.world.helpdesks[0]!;
		const token = await client.token();
		const foreign = {
			secret: 'foreign0app0secret0of0somebody00',
			token: 't-g1044ghJRUIJJ5ELTKSYE3H6ABCDEFGH',
			helpdesk: 'ht-6f0c3a91-d2e8-4b76-95a1-c8e04d7f2b36',
			user: 'eyJhbGciOiJFUzI1NiIs.eyJzdWIiOiIxMjM0NTY3.abc',
		};
		const secrets = [
			appSecret,
			helpdeskToken,
			token,
			helpdeskHeader(emulator),
			...Object.values(foreign),
		];
		// A secret of somebody else is known by its form, or else by the name it stands under.
		const anywhere = secrets.filter((secret) => secret !== foreign.secret).join(' ');

		await http.post('/open-apis/auth/v3/tenant_access_token/internal', {
			app_id: appId,
			app_secret: foreign.secret,
		});
		await http.post(
			'/open-apis/auth/v3/tenant_access_token/internal',
			`app_id=x&app_secret=${foreign.secret}`,
		);
		await client.send({
			content: JSON.stringify({ text: `${appSecret} ${token} ${helpdeskToken}` }),
		});
		await client.send({ msg_type: `${appSecret} ${token}`, receive_type: foreign.token });
		await client.send({ receiver_id: token });
		await client.send(
			{},
			{ Authorization: foreign.user, 'X-Lark-Helpdesk-Authorization': foreign.helpdesk },
		);
		await client.send(
			{},
			{
				Authorization: `Basic ${foreign.secret}`,
				Cookie: foreign.secret,
				'X-Api-Key': foreign.secret,
			},
		);
		await http.get(`/open-apis/${token}?access_token=${token}&a=${encodeURIComponent(anywhere)}`, {
			headers: { 'X-Anything': anywhere },
		});
		await http.post('/open-apis/x', {
			nested: [{ app_secret: foreign.secret, helpdesk_token: foreign.helpdesk, deep: anywhere }],
		});

		const urls = [
			'/_emulator/inbox',
			'/_emulator/world',
			'/_emulator/settings',
			'/_emulator/faults',
		];
		const shown = JSON.stringify(
			await Promise.all(urls.map(async (url) => (await http.get(url)).data)),
		);
		for (const secret of secrets) expect(shown).not.toContain(secret);
		expect(
			emulator.inbox.requests.some(({ headers }) => headers.authorization === foreign.user),
		).toBe(true);
	});
});

describe('curl', () => {
	/** Runs the command with a curl that only says what it was given. */
	function argumentsOf(command: string): string[] {
		const variables = {
			TENANT_ACCESS_TOKEN: 'THE-TOKEN',
			HELPDESK_AUTHORIZATION: 'THE-HELPDESK',
			APP_SECRET: 'THE-SECRET',
		};
		const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}`;
		const output = execFileSync('sh', ['-c', script], {
			env: { PATH: process.env.PATH, ...variables },
			encoding: 'utf8',
		});
		return output.split('\0').slice(0, -1);
	}
	const last = async () => argumentsOf((await inbox()).requests.at(-1).curl);

	test('is a command that sends the same again', async () => {
		const text = `it's "$HOME" \`id\` $(id) \\ ! \n é 你好 'x'`;
		await client.send({ content: JSON.stringify({ text }) }, {}, '?user_id_type=open_id');
		expect(await last()).toEqual([
			`${client.emulator.url}/open-apis/helpdesk/v1/message?user_id_type=open_id`,
			'-H',
			'Authorization: Bearer THE-TOKEN',
			'-H',
			'X-Lark-Helpdesk-Authorization: THE-HELPDESK',
			'-H',
			'Content-Type: application/json; charset=utf-8',
			'--data-raw',
			client.emulator.inbox.requests.at(-1)!.rawBody,
		]);
	});

	test('leaves an App Secret to a variable, even one with quotes', async () => {
		await client.http.post('/open-apis/auth/v3/tenant_access_token/internal', {
			app_id: 'cli_a',
			app_secret: `it's "so"`,
		});
		expect((await last()).at(-1)).toBe('{"app_id":"cli_a","app_secret":"THE-SECRET"}');
	});

	test("keeps the SDK's Bearer before the helpdesk credential, and a missing one out", async () => {
		await client.send(
			{},
			{
				Authorization: undefined,
				'X-Lark-Helpdesk-Authorization': `Bearer ${helpdeskHeader(client.emulator)}`,
			},
		);
		const words = await last();
		expect(words).toContain('X-Lark-Helpdesk-Authorization: Bearer THE-HELPDESK');
		expect(words.join(' ')).not.toContain('Authorization: Bearer THE-TOKEN');
	});

	test('of a GET and of another method', async () => {
		await client.http.get(`/open-apis/x?q=${encodeURIComponent(`'; rm -rf /'`)}`);
		expect(await last()).toEqual([`${client.emulator.url}/open-apis/x?q=%27%3B+rm+-rf+%2F%27`]);
		await client.http.put('/open-apis/x', '{}', { headers: { 'Content-Type': `a'b` } });
		expect((await last()).slice(0, 3)).toEqual(['-X', 'PUT', `${client.emulator.url}/open-apis/x`]);
	});

	test('of an upload names the fields', async () => {
		const form = imageForm(undefined, `it's.png`);
		const { Authorization } = await client.headers();
		await client.http.post('/open-apis/im/v1/images', form, { headers: { Authorization } });
		expect((await last()).slice(1)).toEqual([
			'-H',
			'Authorization: Bearer THE-TOKEN',
			'-F',
			'image_type=message',
			'-F',
			`image=@it's.png`,
		]);
	});
});

describe('GET /_emulator/events', () => {
	interface SentEvent {
		name: string;
		data: Record<string, string | number | null>;
	}

	/** Reads the events as they come in. */
	async function* events(): AsyncGenerator<SentEvent, void> {
		const { data } = await client.http.get('/_emulator/events', { responseType: 'stream' });
		let text = '';
		for await (const chunk of data as AsyncIterable<Buffer>) {
			text += chunk.toString('utf8');
			const blocks = text.split('\n\n');
			text = blocks.pop() ?? '';
			for (const block of blocks) {
				const [, name, json] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
				if (name && json) yield { name, data: JSON.parse(json) };
			}
		}
	}

	test('tells of everything that happens', async () => {
		const stream = events();
		expect((await stream.next()).value).toEqual({
			name: 'hello',
			data: { url: client.emulator.url },
		});
		await client.send();
		client.emulator.faults.add({ on: 'message', kind: 'stall', ms: 1 });
		await client.send();
		await client.http.delete('/_emulator/inbox');
		const seen: SentEvent[] = [];
		for await (const event of stream) if (seen.push(event) === 8) break;
		expect(
			seen.map(
				(event) =>
					`${event.name} ${event.data.requestId ?? event.data.id ?? ''} ${event.data.status ?? ''}`,
			),
		).toEqual([
			'request req_1 200',
			'message req_2 ',
			'request req_2 200',
			'request req_3 200',
			// A stalled request is told twice: when it begins, and when the answer came after all.
			'request req_4 ',
			'message req_4 ',
			'request req_4 200',
			'cleared  ',
		]);
		expect(JSON.stringify(seen)).not.toContain(client.emulator.world.apps[0]!.appSecret);
	});

	test('tells when something had to go', async () => {
		await client.send();
		const { inbox: received } = client.emulator;
		const [message] = received.messages;
		for (let count = 0; count < 4_999; count += 1) received.deliver(message!);
		const stream = events();
		await stream.next();
		received.deliver(message!);
		expect((await stream.next()).value).toMatchObject({ name: 'message' });
		expect((await stream.next()).value).toEqual({
			name: 'dropped',
			data: { messages: 1, requests: 0 },
		});
		await stream.return();
	});

	test('is a stream that a browser understands, and ends with the emulator', async () => {
		const { headers, data } = await client.http.get('/_emulator/events', {
			responseType: 'stream',
		});
		expect(headers['content-type']).toBe('text/event-stream; charset=utf-8');
		data.resume();
		const ended = new Promise((resolve) => data.on('close', resolve).on('error', () => undefined));
		await client.emulator.close();
		await ended;
	});

	test('a reader that leaves is forgotten', async () => {
		const { data } = await client.http.get('/_emulator/events', { responseType: 'stream' });
		const { events: emitter } = client.emulator.inbox;
		expect(emitter.listenerCount('message')).toBe(1);
		data.destroy();
		while (emitter.listenerCount('message') > 0) await client.send();
		expect(emitter.listenerCount('request')).toBe(0);
	});
});

describe('settings, tokens and world', () => {
	const preset = {
		latencyMs: 0,
		quota: { limit: 100, windowMs: 60_000 },
		ticketLimits: { perMinute: 1000, perSecond: 50, ticketPerSecond: 10, messagesPerMinute: 0 },
		ticketOrder: 'newestFirst',
		messagesUpdateTickets: false,
		tokenLifetimeSeconds: 7200,
	};

	test('settings can be read and changed one by one', async () => {
		expect((await client.http.get('/_emulator/settings')).data).toEqual(preset);
		const changed = await client.http.patch('/_emulator/settings', {
			latencyMs: 1,
			quota: { limit: 5 },
			tokenLifetimeSeconds: 60,
			ticketLimits: { perSecond: 0 },
			ticketOrder: 'shuffled',
			messagesUpdateTickets: true,
		});
		expect(changed.data).toEqual({
			latencyMs: 1,
			quota: { limit: 5, windowMs: 60_000 },
			tokenLifetimeSeconds: 60,
			ticketLimits: { ...preset.ticketLimits, perSecond: 0 },
			ticketOrder: 'shuffled',
			messagesUpdateTickets: true,
		});
		expect(client.emulator.settings).toEqual(changed.data);
		expect((await client.send()).data.code).toBe(0);
	});

	test.each([
		[],
		{ latency: 5 },
		{ latencyMs: -1 },
		{ latencyMs: '5' },
		{ quota: { limit: 1.5 } },
		{ quota: { windowMs: 0 } },
		{ tokenLifetimeSeconds: 0 },
		{ ticketLimits: { perHour: 1 } },
		{ ticketOrder: 'constructor' },
		{ messagesUpdateTickets: 1 },
	])('%j is refused', async (body) => {
		expect((await client.http.patch('/_emulator/settings', body)).status).toBe(400);
		expect(client.emulator.settings).toEqual(preset);
	});

	test('tokens can be expired', async () => {
		const Authorization = `Bearer ${await client.token()}`;
		expect((await client.http.post('/_emulator/tokens/expire')).status).toBe(200);
		expect((await client.send({}, { Authorization })).data.code).toBe(99991663);
	});

	test('the world is told without secrets', async () => {
		const { data } = await client.http.get('/_emulator/world');
		expect(data.apps).toEqual([
			{
				appId: 'cli_a7c1e5b2f3d8900e',
				tenant: expect.any(String),
				scopes: expect.any(Array),
				bot: true,
				disabled: false,
			},
		]);
		expect(data.helpdesks).toEqual([
			{ helpdeskId: '7291680443617353731', tenant: expect.any(String) },
		]);
		expect(data.people).toHaveLength(9);
		expect(data.people[0]).toMatchObject({
			name: '林晓雨',
			openId: client.openId('林晓雨'),
			openIdsOfOtherApps: {},
		});
		expect(data.people[8].openIdsOfOtherApps).toEqual({
			cli_a9f04d6be1c2500f: expect.stringMatching(/^ou_/),
		});
	});
});
