/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on its own, never inside n8n */
import { join } from 'node:path';
import { Readable } from 'node:stream';

import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

import type { Fault } from '../faults';
import type { EmulatorState, Settings } from '../state';
import { sendEvents } from './events';
import { inboxJson, type InboxQuery } from './inboxView';
import { faultSchema, inboxQuerySchema, settingsSchema } from './schemas';
import { ticketsApi } from './ticketsApi';
import { worldView } from './worldView';

const PAGE_POLICY =
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type SettingsChange = Partial<Omit<Settings, 'quota' | 'ticketLimits'>> & {
	quota?: Partial<Settings['quota']>;
	ticketLimits?: Partial<Settings['ticketLimits']>;
};

/** The inbox page, and the API under /_emulator through which the page and tests control the emulator. */
export async function controlApi(
	app: FastifyInstance,
	{ state }: { state: EmulatorState },
): Promise<void> {
	const { inbox, faults, settings, images, world } = state;

	app.addHook('onSend', async (_request, reply) => {
		reply.headers({
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'cross-origin-resource-policy': 'same-origin',
		});
		if (!reply.hasHeader('content-security-policy'))
			reply.header('content-security-policy', PAGE_POLICY);
		if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
	});
	// A DELETE may declare a content type although it has no body.
	const parseJsonBody = app.getDefaultJsonParser('error', 'error');
	app.addContentTypeParser(
		'application/json',
		{ parseAs: 'string' },
		(request, body: string, done) => {
			if (body === '') done(null, undefined);
			else parseJsonBody(request, body, done);
		},
	);
	// A call that needs no body may have any content type: `curl -d ''` declares a form.
	app.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
	app.setErrorHandler(async (error: { statusCode?: number; message: string }, _request, reply) => {
		return await reply.code(error.statusCode ?? 500).send({ error: error.message });
	});
	app.setNotFoundHandler(
		async (_request, reply) => await reply.code(404).type('text/plain').send('404 page not found'),
	);

	await app.register(fastifyStatic, {
		root: join(__dirname, '..', 'web'),
		prefix: '/_emulator/web/',
		cacheControl: false,
	});
	app.get('/', async (_request, reply) => await reply.sendFile('index.html'));
	app.get('/view/latest', async (_request, reply) => {
		const latest = inbox.messages.at(-1);
		return await reply.redirect(latest ? `/#${latest.id}` : '/');
	});

	app.get<{ Querystring: InboxQuery }>(
		'/_emulator/inbox',
		{ schema: { querystring: inboxQuerySchema } },
		async (request, reply) => {
			return await reply
				.type('application/json; charset=utf-8')
				.send(Readable.from(inboxJson(state, request.query)));
		},
	);
	app.delete('/_emulator/inbox', async () => {
		inbox.clear();
		return { cleared: true };
	});
	app.get('/_emulator/events', (_request, reply) => sendEvents(reply, state));
	app.get<{ Params: { imageKey: string } }>(
		'/_emulator/images/:imageKey',
		async (request, reply) => {
			const image = images.find(request.params.imageKey);
			if (!image?.read)
				return await reply
					.code(404)
					.send({ error: 'This picture does not exist or is no longer kept.' });
			return await reply
				.header('content-security-policy', "default-src 'none'; sandbox")
				.header('cache-control', 'private, max-age=3600')
				.type(image.contentType)
				.send(image.read());
		},
	);

	app.get('/_emulator/faults', async () => ({ faults: faults.list() }));
	app.post<{ Body: Fault }>(
		'/_emulator/faults',
		{ schema: { body: faultSchema } },
		async (request, reply) => {
			faults.add(request.body);
			return await reply.code(201).send({ faults: faults.list() });
		},
	);
	app.delete('/_emulator/faults', async () => {
		faults.clear();
		return { faults: [] };
	});

	app.get('/_emulator/settings', async () => settings);
	app.patch<{ Body: SettingsChange }>(
		'/_emulator/settings',
		{ schema: { body: settingsSchema } },
		async (request) => {
			const { quota, ticketLimits, ...others } = request.body;
			Object.assign(settings, others);
			Object.assign(settings.quota, quota);
			Object.assign(settings.ticketLimits, ticketLimits);
			return settings;
		},
	);
	app.post('/_emulator/tokens/expire', async () => {
		state.tokens.expireAll();
		return { expired: true };
	});
	app.get('/_emulator/world', async () => worldView(world));
	ticketsApi(app, state);
}
