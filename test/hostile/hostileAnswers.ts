/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a server for tests */
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

import { json, type Answer } from './hostileServer';

/** What the node says of a message that got the answer. */
type Kind = 'sent' | 'unknown' | 'refused' | 'credential' | 'rateLimited' | 'notConnected';

export interface HostileAnswer {
	readonly name: string;
	readonly kind: Kind;
	readonly answer: Answer;
}

const GIGABYTE = 1024 ** 3;
const CHUNK = Buffer.alloc(65_536, ' ');

function raw(bytes: string | Buffer): Answer {
	return (response) => void response.socket?.end(bytes);
}

function body(
	bytes: string | Buffer,
	status = 200,
	headers: Record<string, string | string[]> = {},
): Answer {
	return (response) => void response.writeHead(status, headers).end(bytes);
}

/** As fast as the other side takes it, until it closes the connection. */
function pour(response: ServerResponse): void {
	if (response.destroyed) return;
	while (response.write(CHUNK)) if (response.destroyed) return;
	response.once('drain', () => pour(response));
}

function trickle(text: string): Answer {
	return (response) => {
		response.writeHead(200);
		const timer = setInterval(() => response.write(text), 20);
		response.on('close', () => clearInterval(timer));
	};
}

function nested(depth: number): string {
	return '{"data":'.repeat(depth) + '{}' + '}'.repeat(depth);
}

const SENT = '{"code":0,"msg":"success","data":{"message_id":"om_good"}}';
const REFUSED = { code: 154000, msg: 'Bad request' };

/** To another host than 127.0.0.1: its path ends in `/elsewhere`. */
export const elsewhere = { url: '' };

function redirect(status: number, to: (self: string) => string | undefined): Answer {
	return (response, _received, { url }) => {
		const location = to(url);
		response.writeHead(status, location === undefined ? {} : { location }).end(SENT);
	};
}

const redirects: HostileAnswer[] = [301, 302, 303, 307, 308].flatMap((status): HostileAnswer[] => [
	// The body of these says that the message was sent, but the status does not.
	{
		name: `HTTP ${status} to another host`,
		kind: 'unknown',
		answer: redirect(status, () => elsewhere.url),
	},
	{
		name: `HTTP ${status} to another host, no body`,
		kind: 'refused',
		answer: (response) => void response.writeHead(status, { location: elsewhere.url }).end(),
	},
	{
		name: `HTTP ${status} to itself`,
		kind: 'unknown',
		answer: redirect(status, (self) => `${self}/open-apis/helpdesk/v1/message`),
	},
	{
		name: `HTTP ${status} to file:`,
		kind: 'unknown',
		answer: redirect(status, () => 'file:///etc/passwd'),
	},
	{
		name: `HTTP ${status} to javascript:`,
		kind: 'unknown',
		answer: redirect(status, () => 'javascript:alert(1)'),
	},
	{ name: `HTTP ${status} to nowhere`, kind: 'unknown', answer: redirect(status, () => undefined) },
]);

const wrongTypes: HostileAnswer[] = [
	['code as text', { code: '0', data: { message_id: 'om_1' } }],
	['code as true', { code: true, data: { message_id: 'om_1' } }],
	['code as null', { code: null, data: { message_id: 'om_1' } }],
	['code as a list', { code: [0], data: { message_id: 'om_1' } }],
	['code as an object', { code: { valueOf: 0 }, data: { message_id: 'om_1' } }],
	['no code', { data: { message_id: 'om_1' } }],
	['message_id as a number', { code: 0, data: { message_id: 1 } }],
	['message_id as an object', { code: 0, data: { message_id: { toString: 'x' } } }],
	['message_id as a list', { code: 0, data: { message_id: ['om_1'] } }],
	['message_id empty', { code: 0, data: { message_id: '' } }],
	['data as text', { code: 0, data: 'om_1' }],
	['data as null', { code: 0, data: null }],
	['data as a list', { code: 0, data: [{ message_id: 'om_1' }] }],
	['a list', [0]],
	['a number', 0],
	['text', 'code'],
	['true', true],
	['null', null],
	[
		'everything of a wrong type',
		{
			code: 0,
			msg: { a: 1 },
			error: 'x',
			data: { message_id: false, user_list: {}, image_key: {} },
			tenant_access_token: {},
			expire: 'x',
		},
	],
	[
		'lists of wrong types',
		{ code: 0, data: { user_list: [null, 1, 'x', [], {}, { email: {}, user_id: [] }] } },
	],
	[
		'a token with line breaks',
		{
			code: 0,
			tenant_access_token: 't-1\r\nX-Injected: 1\r\n\r\nPOST /injected HTTP/1.1',
			expire: 7200,
		},
	],
	['a token of other characters', { code: 0, tenant_access_token: 't-令牌\u0000', expire: 7200 }],
	['a token for ever', { code: 0, tenant_access_token: 't-' + 'x'.repeat(100_000), expire: 1e308 }],
].map(([name, answer]) => ({
	name: `wrong types: ${String(name)}`,
	kind: 'unknown',
	answer: json(answer),
}));

const bodies: HostileAnswer[] = [
	['nothing', ''],
	['a blank', ' \r\n'],
	['truncated JSON', SENT.slice(0, 20)],
	['truncated inside a character', Buffer.from('{"msg":"成').subarray(0, -1)],
	['two documents', SENT + SENT],
	['JSON with a comment', `/* */${SENT}`],
	['JSONP', `callback(${SENT})`],
	['a page', '<!doctype html><title>Log in</title><script>alert(1)</script>'],
	['NUL characters', '\0'.repeat(1000)],
	['UTF-16', Buffer.from(SENT, 'utf16le')],
	['bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80])],
	['nested 100 000 deep', nested(100_000)],
	['brackets alone, 500 000 deep', '['.repeat(500_000)],
	['a megabyte and a byte', `${SENT}${' '.repeat(1024 * 1024)}`],
	['10 MB of one string', `{"code":0,"msg":"${'x'.repeat(10 * 1024 * 1024)}"}`],
].map(([name, bytes]) => ({
	name: `body: ${String(name)}`,
	kind: 'unknown',
	answer: body(bytes as string | Buffer),
}));

const readable: HostileAnswer[] = [
	{ name: 'a byte order mark', kind: 'sent', answer: body(`\uFEFF${SENT}`) },
	{
		name: 'keys that could pollute',
		kind: 'sent',
		answer: body(
			`{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"code":0,"data":{"__proto__":{"polluted":1},"message_id":"om_good"}}`,
		),
	},
	{
		name: 'the same key twice',
		kind: 'sent',
		answer: body(`{"code":1,"code":0,"data":{"message_id":"om_good"}}`),
	},
	{
		name: 'nested 1 000 deep beside the rest',
		kind: 'sent',
		answer: body(`{"code":0,"data":{"message_id":"om_good","extra":${nested(1000)}}}`),
	},
	{ name: 'gzip', kind: 'sent', answer: body(gzipSync(SENT), 200, { 'Content-Encoding': 'gzip' }) },
	{
		name: 'a wrong content type',
		kind: 'sent',
		answer: body(SENT, 200, { 'Content-Type': 'image/png; charset=utf-16' }),
	},
	{
		name: '200 cookies',
		kind: 'sent',
		answer: body(SENT, 200, { 'Set-Cookie': Array.from({ length: 200 }, (_, i) => `c${i}=1`) }),
	},
	{
		name: 'early hints',
		kind: 'sent',
		answer: (response) => {
			for (let i = 0; i < 50; i++) response.writeEarlyHints({ link: '</x>; rel=preload' });
			response.end(SENT);
		},
	},
	{
		name: 'a second answer behind the first',
		kind: 'sent',
		answer: raw(
			`HTTP/1.1 200 OK\r\nContent-Length: ${SENT.length}\r\n\r\n${SENT}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}`,
		),
	},
	{
		name: 'refused with a message of 900 KB',
		kind: 'refused',
		answer: json({ ...REFUSED, msg: 'x'.repeat(900_000) }, 400),
	},
	{
		name: 'refused with control characters and bidi marks',
		kind: 'refused',
		answer: json(
			{ ...REFUSED, msg: '\0\x07\x1b[31m\u202Edetrevni\u2066\uD800', error: { log_id: '\r\n\0' } },
			400,
		),
	},
	{
		name: 'refused for 10 000 scopes',
		kind: 'refused',
		answer: json(
			{
				...REFUSED,
				error: {
					permission_violations: Array.from({ length: 10_000 }, (_, i) => ({
						subject: `scope:${i}`,
					})),
					troubleshooter: 'javascript:alert(1)',
				},
			},
			400,
		),
	},
	{
		name: 'refused, all else of a wrong type',
		kind: 'refused',
		answer: json(
			{
				code: 154000,
				msg: ['x'],
				error: { permission_violations: { a: 1 }, log_id: {}, troubleshooter: 7 },
			},
			400,
		),
	},
	{ name: 'an unknown code', kind: 'refused', answer: json({ code: -1e21, msg: 'new' }, 200) },
	{
		name: 'HTTP 401 with a digest challenge',
		kind: 'notConnected',
		answer: body('', 401, { 'WWW-Authenticate': 'Digest realm="x", nonce="y", qop="auth"' }),
	},
	{
		name: 'HTTP 407',
		kind: 'notConnected',
		answer: body('', 407, { 'Proxy-Authenticate': 'Basic' }),
	},
	{
		name: 'too many, come back in a year',
		kind: 'rateLimited',
		answer: json({ code: 99991400 }, 429, { 'x-ogw-ratelimit-reset': '31536000' }),
	},
	{
		name: 'too many, come back never',
		kind: 'rateLimited',
		answer: json({ code: 99991400 }, 429, { 'Retry-After': '9'.repeat(400) }),
	},
	{ name: 'a page of a proxy, HTTP 502', kind: 'unknown', answer: body('<html>', 502) },
	{ name: 'HTTP 204', kind: 'unknown', answer: body('', 204) },
	{ name: 'HTTP 599', kind: 'unknown', answer: body('', 599) },
];

const endless: HostileAnswer[] = [
	{
		name: '1 GB announced, and coming',
		kind: 'unknown',
		answer: (response) => pour(response.writeHead(200, { 'Content-Length': GIGABYTE })),
	},
	{
		name: '1 GB announced, a little comes, then silence',
		kind: 'unknown',
		answer: (response) =>
			void response.writeHead(200, { 'Content-Length': GIGABYTE }).write('{"code"'),
	},
	{
		name: '1 GB announced, then the connection ends',
		kind: 'unknown',
		answer: raw(`HTTP/1.1 200 OK\r\nContent-Length: ${GIGABYTE}\r\n\r\n{"code":0`),
	},
	{
		name: '1 GB announced with HTTP 400',
		kind: 'unknown',
		answer: (response) => pour(response.writeHead(400, { 'Content-Length': GIGABYTE })),
	},
	{ name: 'an endless body', kind: 'unknown', answer: (response) => pour(response.writeHead(200)) },
	{
		name: 'an endless body after a good answer',
		kind: 'unknown',
		answer: (response) => {
			response.write(SENT);
			pour(response);
		},
	},
	{ name: 'a body that trickles for ever', kind: 'unknown', answer: trickle(' ') },
	{
		name: '1 GB in a few KB of gzip',
		kind: 'unknown',
		answer: body(gzipSync(Buffer.alloc(64 * 1024 * 1024, ' ')), 200, {
			'Content-Encoding': 'gzip',
		}),
	},
	{
		name: 'gzip that is none',
		kind: 'unknown',
		answer: body('{"code":0}', 200, { 'Content-Encoding': 'gzip' }),
	},
	{
		name: 'gzip cut short',
		kind: 'unknown',
		answer: body(gzipSync(SENT).subarray(0, 20), 200, { 'Content-Encoding': 'gzip' }),
	},
	{ name: 'silence', kind: 'unknown', answer: () => undefined },
	{
		name: 'half a status line, then silence',
		kind: 'unknown',
		answer: (response) => void response.socket?.write('HTTP/1.1 2'),
	},
	{
		name: 'the connection ends at once',
		kind: 'unknown',
		answer: (response) => void response.socket?.destroy(),
	},
	{
		name: 'the connection is reset',
		kind: 'unknown',
		answer: (response) => void response.socket?.resetAndDestroy(),
	},
];

const noHttp: HostileAnswer[] = [
	['no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n'],
	['a body without headers', SENT],
	[
		'a header of 1 MB',
		`HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(1024 * 1024)}\r\nContent-Length: 2\r\n\r\n{}`,
	],
	['100 000 headers', `HTTP/1.1 200 OK\r\n${'X: 1\r\n'.repeat(100_000)}\r\n`],
	['a NUL in a header', `HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 2\r\n\r\n{}`],
	[
		'two lengths',
		`HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: ${SENT.length}\r\n\r\n${SENT}`,
	],
	[
		'a length and chunks',
		`HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
	],
	['a negative length', `HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n${SENT}`],
	[
		'a chunk that is too short',
		`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n${SENT}`,
	],
	[
		'a change of protocol',
		'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
	],
].map(([name, bytes]) => ({ name: String(name), kind: 'unknown', answer: raw(String(bytes)) }));

export const hostileAnswers: readonly HostileAnswer[] = [
	...redirects,
	...wrongTypes,
	...bodies,
	...readable,
	...endless,
	...noHttp,
];

/** Gives back all that it was sent: in headers, as JSON with escapes, and as a page. */
export const echoes: ReadonlyArray<[string, Answer]> = [
	[
		'as JSON',
		(response, { rawHeaders, body: sent }) => {
			const all = [...rawHeaders, sent].join(' ');
			const header = (name: string) =>
				rawHeaders[rawHeaders.findIndex((candidate) => candidate.toLowerCase() === name) + 1] ?? '';
			const escaped = JSON.stringify({
				code: 154000,
				msg: all,
				error: {
					log_id: all,
					troubleshooter: `https://example.com/${header('authorization').slice(7)}`,
					permission_violations: [{ subject: all }],
				},
			}).replaceAll('/', '\\/');
			response
				.writeHead(400, { 'X-Tt-Logid': header('x-lark-helpdesk-authorization') || 'log' })
				.end(escaped);
		},
	],
	[
		'as a page',
		(response, { rawHeaders, body: sent }) =>
			void response.writeHead(500).end(`<pre>${rawHeaders.join('\n')}\n${sent}</pre>`),
	],
	[
		'as a success',
		(response, { rawHeaders }) =>
			void response.end(
				JSON.stringify({
					code: 0,
					msg: rawHeaders.join(),
					data: { message_id: `om_${rawHeaders.join()}`, image_key: `img_${rawHeaders.join()}` },
				}),
			),
	],
	[
		'where the token goes',
		(response, { body: sent }) =>
			void response.end(JSON.stringify({ code: 10014, msg: `app secret invalid: ${sent}` })),
	],
];
