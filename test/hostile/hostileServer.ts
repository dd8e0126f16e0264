/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a server for tests */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { MESSAGE_PATH, TOKEN_PATH } from '../node/setup';

export const IMAGE_PATH = '/open-apis/im/v1/images';
export const CONTACT_PATH = '/open-apis/contact/v3/users/batch_get_id';
export const CREDENTIAL_TEST_PATH = '/open-apis/helpdesk/v1/ticket_customized_fields';

export interface ReceivedRequest {
	readonly method: string;
	readonly path: string;
	/** As they stood on the wire: name, value, name, value. */
	readonly rawHeaders: readonly string[];
	readonly body: string;
}

export type Answer = (
	response: ServerResponse,
	received: ReceivedRequest,
	server: HostileServer,
) => void;

export interface HostileServer {
	/** http://127.0.0.1:PORT */
	readonly url: string;
	readonly requests: readonly ReceivedRequest[];
	/** Answers by path, in place of the good ones. */
	readonly answers: Map<string, Answer>;
	/** Bytes that went out on all connections. */
	bytesSent(): number;
	/** Connections that are still open. */
	connections(): Promise<number>;
	close(): Promise<void>;
}

/** True when a value has become a header of its own. */
export function hasInjectedHeader(rawHeaders: readonly string[]): boolean {
	return rawHeaders.some((name, i) => i % 2 === 0 && /injected/i.test(name));
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Answer {
	return (response) =>
		void response
			.writeHead(status, { 'Content-Type': 'application/json', ...headers })
			.end(JSON.stringify(body));
}

const GOOD = new Map<string, Answer>([
	[
		TOKEN_PATH,
		json({ code: 0, msg: 'ok', tenant_access_token: 't-ordinaryTokenOfTheServer', expire: 7200 }),
	],
	[MESSAGE_PATH, json({ code: 0, msg: 'success', data: { message_id: 'om_good' } })],
	[IMAGE_PATH, json({ code: 0, msg: 'success', data: { image_key: 'img_good' } })],
	[
		CONTACT_PATH,
		json({
			code: 0,
			msg: 'success',
			data: { user_list: [{ email: 'li@example.com', user_id: 'ou_found' }] },
		}),
	],
	[CREDENTIAL_TEST_PATH, json({ code: 0, msg: 'success', data: { items: [] } })],
]);

/** Answers every call as Feishu would, but those it was told to answer otherwise. */
export async function startHostileServer(): Promise<HostileServer> {
	const requests: ReceivedRequest[] = [];
	const answers = new Map<string, Answer>();
	let sent = 0;
	const http: Server = createServer((request, response) => {
		void read(request).then((body) => {
			const received = {
				method: request.method ?? '',
				path: (request.url ?? '').split('?')[0] ?? '',
				rawHeaders: request.rawHeaders,
				body,
			};
			requests.push(received);
			(answers.get(received.path) ?? GOOD.get(received.path) ?? json('404 page not found', 404))(
				response,
				received,
				server,
			);
		});
	});
	http.on('connection', (socket) => {
		socket.on('error', () => undefined);
		socket.on('close', () => {
			sent += socket.bytesWritten;
		});
	});
	await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
	const server: HostileServer = {
		url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
		requests,
		answers,
		bytesSent: () => sent,
		connections: async () =>
			await new Promise((resolve) => http.getConnections((_error, count) => resolve(count))),
		async close() {
			http.closeAllConnections();
			await new Promise((resolve) => http.close(resolve));
		},
	};
	return server;
}

async function read(request: IncomingMessage): Promise<string> {
	let body = '';
	request.setEncoding('latin1');
	for await (const chunk of request) body += String(chunk);
	return body;
}
