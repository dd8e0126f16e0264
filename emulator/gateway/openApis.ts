/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on its own, never inside n8n */
import { isUtf8 } from 'node:buffer';
import { STATUS_CODES } from 'node:http';

import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { documents } from '../documents';
import { batchGetId } from '../endpoints/batchGetId';
import { employeesSearch } from '../endpoints/employeesSearch';
import { uploadImage } from '../endpoints/images';
import { sendBotMessage } from '../endpoints/message';
import { tenantAccessToken } from '../endpoints/tenantAccessToken';
import { ticketCustomizedFields } from '../endpoints/ticketCustomizedFields';
import { getTicket } from '../endpoints/tickets/getTicket';
import { listTicketMessages } from '../endpoints/tickets/listTicketMessages';
import { listTickets } from '../endpoints/tickets/listTickets';
import { sendTicketMessage } from '../endpoints/tickets/sendTicketMessage';
import { delivers, type FaultTarget } from '../faults';
import type { ReceivedRequest } from '../inbox';
import { readUploadForm, type UploadForm } from '../pictures/uploadForm';
import type { EmulatorState } from '../state';
import { logId, send } from './answer';
import { afterDelivery, insteadOfDelivery } from './faultAnswers';
import { parseJson } from './parameters';
import { isRefusal, type Outcome } from './refusal';

interface Endpoint {
	/** Its name in faults. */
	on: FaultTarget;
	method: 'GET' | 'POST';
	paths: string[];
	receive: (request: ReceivedRequest, state: EmulatorState, form: UploadForm | null) => Outcome;
}

const endpoints: Endpoint[] = [
	{
		on: 'token',
		method: 'POST',
		// The trailing slash works on the live gateway (the published probe log, P02).
		paths: ['/auth/v3/tenant_access_token/internal', '/auth/v3/tenant_access_token/internal/'],
		receive: tenantAccessToken,
	},
	{ on: 'message', method: 'POST', paths: ['/helpdesk/v1/message'], receive: sendBotMessage },
	{ on: 'image', method: 'POST', paths: ['/im/v1/images'], receive: uploadImage },
	{ on: 'contact', method: 'POST', paths: ['/contact/v3/users/batch_get_id'], receive: batchGetId },
	{
		on: 'employeesSearch',
		method: 'POST',
		paths: ['/directory/v1/employees/search'],
		receive: employeesSearch,
	},
	{
		on: 'ticketCustomizedFields',
		method: 'GET',
		paths: ['/helpdesk/v1/ticket_customized_fields'],
		receive: ticketCustomizedFields,
	},
	{ on: 'tickets', method: 'GET', paths: ['/helpdesk/v1/tickets'], receive: listTickets },
	{ on: 'ticket', method: 'GET', paths: ['/helpdesk/v1/tickets/:ticketId'], receive: getTicket },
	{
		on: 'ticketMessages',
		method: 'GET',
		paths: ['/helpdesk/v1/tickets/:ticketId/messages'],
		receive: listTicketMessages,
	},
	{
		on: 'ticketMessage',
		method: 'POST',
		paths: ['/helpdesk/v1/tickets/:ticketId/messages'],
		receive: sendTicketMessage,
	},
];

/** Everything under /open-apis: each call is recorded in the inbox and answered as Feishu would, or affected by a fault. */
export async function openApis(
	app: FastifyInstance,
	{ state }: { state: EmulatorState },
): Promise<void> {
	const { inbox } = state;
	const noted = new WeakMap<FastifyRequest, ReceivedRequest>();
	const notedRequest = (request: FastifyRequest) => {
		const known = noted.get(request) ?? inbox.received(newRequest(request));
		noted.set(request, known);
		return known;
	};

	app.removeAllContentTypeParsers();
	app.addContentTypeParser(
		'*',
		{ parseAs: 'buffer' },
		async (_request: FastifyRequest, body: unknown) => body,
	);
	await app.register(multipart, { throwFileSizeLimit: false });

	app.addHook('onRequest', async (request) => void notedRequest(request));
	app.addHook('preHandler', async (request) => {
		if (!Buffer.isBuffer(request.body) || request.body.length === 0) return;
		const received = notedRequest(request);
		const rawBody = request.body.toString('utf8');
		received.rawBody = rawBody;
		if (!isUtf8(request.body)) received.notUtf8 = true;
		Object.defineProperty(received, 'body', {
			enumerable: true,
			get: () => parseJson(rawBody) ?? { text: rawBody },
		});
		inbox.bodyRead(received);
	});

	for (const endpoint of endpoints) {
		for (const url of endpoint.paths) {
			app.route({
				method: endpoint.method,
				url,
				handler: (request, reply) => handle(endpoint, request, notedRequest(request), reply, state),
			});
		}
	}

	// The same for an unknown path and a wrong method, as on the live gateway (the published probe log, P03 and P20).
	app.setNotFoundHandler(async (request, reply) => {
		const received = notedRequest(request);
		received.reason = `There is no ${received.method} ${received.path}.`;
		received.known = 'observed';
		received.source = documents.gatewayProbe;
		return await send(reply, received, state, { status: 404, body: '404 page not found' });
	});
	app.setErrorHandler(async (error: { statusCode?: number; message: string }, request, reply) => {
		const received = notedRequest(request);
		const status = error.statusCode ?? 500;
		received.reason =
			status === 413
				? 'The request body is larger than the emulator reads (1 MB).'
				: `The emulator could not read the request: ${error.message}`;
		received.known = 'assumed';
		received.source = documents.undocumented;
		return await send(reply, received, state, {
			status,
			body: `${status} ${STATUS_CODES[status] ?? ''}`,
		});
	});
}

async function handle(
	endpoint: Endpoint,
	request: FastifyRequest,
	received: ReceivedRequest,
	reply: FastifyReply,
	state: EmulatorState,
): Promise<FastifyReply> {
	const form = endpoint.on === 'image' ? await readUploadForm(request) : null;
	if (form) received.body = { multipart: form.multipart };

	const hit = state.faults.match(endpoint.on);
	if (hit && !delivers(hit.fault)) {
		hit.spend();
		const answered = await insteadOfDelivery(hit.fault, received, reply, state);
		if (answered) return reply;
		// The client waited until the stall was over: the request is only processed now.
	}
	const outcome = endpoint.receive(received, state, form);
	if (isRefusal(outcome)) {
		const { reason, known, source } = outcome;
		Object.assign(received, { reason, known, source });
	} else {
		received.messageId = outcome.messageId ?? null;
		// A fault that applies after delivery needs a delivery: a refused request leaves it waiting.
		if (hit && delivers(hit.fault)) {
			hit.spend();
			return await afterDelivery(hit.fault, outcome, received, reply, state);
		}
	}
	return await send(reply, received, state, outcome);
}

function newRequest({ method, raw }: FastifyRequest): Omit<ReceivedRequest, 'id'> {
	const [path = '', ...query] = (raw.url ?? '').split('?');
	const search = query.join('?');
	return {
		at: new Date().toISOString(),
		method,
		path,
		get query() {
			return queryOf(search);
		},
		headers: Object.fromEntries(
			Object.entries(raw.headers).map(([name, value]) => [
				name,
				Array.isArray(value) ? value.join(', ') : (value ?? ''),
			]),
		),
		body: null,
		rawBody: null,
		status: null,
		code: null,
		msg: null,
		logId: logId(),
		reason: null,
		known: null,
		source: null,
		fault: null,
		messageId: null,
	};
}

function queryOf(search: string): ReceivedRequest['query'] {
	const given = new URLSearchParams(search);
	return Object.fromEntries(
		[...new Set(given.keys())].map((name) => {
			const [value = '', ...more] = given.getAll(name);
			return [name, more.length > 0 ? [value, ...more] : value];
		}),
	);
}
