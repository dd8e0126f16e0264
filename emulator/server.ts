/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on its own, never inside n8n */
import { setMaxListeners } from 'node:events';
import AjvCompiler from '@fastify/ajv-compiler';
import Fastify, { type FastifyReply } from 'fastify';

import { refusalOf } from './access';
import { controlApi } from './control/controlApi';
import { defaultWorld } from './defaultWorld';
import { Faults } from './faults';
import { openApis } from './gateway/openApis';
import { Quota, type QuotaSettings } from './gateway/quota';
import { TenantAccessTokens } from './gateway/tokens';
import { Inbox } from './inbox';
import { ImageStore } from './pictures/imageStore';
import type { EmulatorState, Settings } from './state';
import { Tickets } from './tickets/tickets';
import type { World } from './world';

export { defaultWorld } from './defaultWorld';
export type { Fault, FaultKind, Faults, FaultTarget } from './faults';
export type { DeliveredMessage, Inbox, ReceivedRequest } from './inbox';
export type { Settings } from './state';
export type { Ticket, TicketMessage, TicketStage, TicketStatus } from './tickets/ticket';
export type { TicketChange, TicketDraft, Tickets } from './tickets/tickets';
export type { App, Helpdesk, Person, World } from './world';

export interface EmulatorOptions {
	/** Default: 0, any free port. */
	port?: number;
	/** Who exists. Default: defaultWorld(). */
	world?: World;
	/** Default: 100 per 60,000 ms. Limit 0: no limit. */
	quota?: QuotaSettings;
	latencyMs?: number;
	tokenLifetimeSeconds?: number;
	/** Names besides loopback addresses that the Host of a call on /open-apis may have, e.g. that of a container. */
	allowedHosts?: string[];
}

export interface Emulator {
	/** http://127.0.0.1:PORT */
	url: string;
	world: World;
	settings: Settings;
	inbox: Inbox;
	faults: Faults;
	/** Creates and changes tickets. The tickets themselves are in `world`. */
	tickets: Tickets;
	/** From now on, every token issued so far is refused. */
	expireTokens(): void;
	/** Ends everything that is still waiting, and frees the port. */
	close(): Promise<void>;
}

/** As documented, as far as it is documented. */
export const defaultSettings = (): Settings => ({
	latencyMs: 0,
	quota: { limit: 100, windowMs: 60_000 },
	ticketLimits: { perMinute: 1000, perSecond: 50, ticketPerSecond: 10, messagesPerMinute: 0 },
	ticketOrder: 'newestFirst',
	messagesUpdateTickets: false,
	tokenLifetimeSeconds: 7200,
});

const BODY_LIMIT = 1024 * 1024;

/** Shared by all emulators: compiling the schemas is nearly all of the time that a start takes. */
const buildValidator = AjvCompiler();

/** A Feishu on 127.0.0.1, with an inbox that shows what arrived. Several can run side by side. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
	const closing = new AbortController();
	// Every delayed answer listens to it.
	setMaxListeners(0, closing.signal);
	const world = options.world ?? defaultWorld();
	const preset = defaultSettings();
	const settings: Settings = {
		...preset,
		latencyMs: options.latencyMs ?? preset.latencyMs,
		quota: { ...preset.quota, ...options.quota },
		tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? preset.tokenLifetimeSeconds,
	};
	const state: EmulatorState = {
		url: '',
		world,
		settings,
		tokens: new TenantAccessTokens(),
		quota: new Quota(),
		images: new ImageStore(),
		inbox: new Inbox(),
		faults: new Faults(),
		tickets: new Tickets(world, settings),
		closing: closing.signal,
	};
	const app = Fastify({
		logger: false,
		bodyLimit: BODY_LIMIT,
		exposeHeadRoutes: false,
		forceCloseConnections: true,
		schemaController: { compilersFactory: { buildValidator } },
		ajv: {
			customOptions: {
				coerceTypes: false,
				removeAdditional: false,
				discriminator: true,
				allowUnionTypes: true,
			},
		},
		// A path that cannot be decoded.
		frameworkErrors: (_error, _request, reply) => {
			(reply as FastifyReply)
				.code(404)
				.type('text/plain; charset=utf-8')
				.send('404 page not found');
		},
	});
	const allowedHosts = (options.allowedHosts ?? []).map((name) => name.toLowerCase());
	app.addHook('onRequest', async (request, reply) => {
		const refusal = refusalOf(request, allowedHosts);
		if (refusal) return await reply.code(403).send({ error: refusal });
	});
	await app.register(openApis, { prefix: '/open-apis', state });
	await app.register(controlApi, { state });
	state.url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });

	const { url, inbox, faults, tickets } = state;
	return {
		url,
		world,
		settings,
		inbox,
		faults,
		tickets,
		expireTokens: () => state.tokens.expireAll(),
		close: async () => {
			closing.abort();
			await app.close();
		},
	};
}
