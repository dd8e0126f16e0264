import type { FastifyInstance } from 'fastify';

import type { EmulatorState } from '../state';
import type { TicketChange, TicketDraft } from '../tickets/tickets';
import { ticketChangesSchema, ticketDraftsSchema, ticketsQuerySchema } from './ticketSchemas';

/** Tickets appear, change and close here: on the emulator's page nobody opens or answers one. */
export function ticketsApi(app: FastifyInstance, { tickets, world }: EmulatorState): void {
	app.get<{ Querystring: { limit?: string; offset?: string } }>(
		'/_emulator/tickets',
		{ schema: { querystring: ticketsQuerySchema } },
		async ({ query: { limit = '1000', offset = '0' } }) => ({
			tickets: world.tickets.slice(Number(offset), Number(offset) + Number(limit)),
			total: world.tickets.length,
		}),
	);
	app.post<{ Body: { tickets: TicketDraft[] } }>(
		'/_emulator/tickets',
		{ schema: { body: ticketDraftsSchema } },
		async (request, reply) =>
			await reply.code(201).send({ tickets: tickets.createAll(request.body.tickets) }),
	);
	app.patch<{ Body: { tickets: Array<TicketChange & { ticketId: string }> } }>(
		'/_emulator/tickets',
		{ schema: { body: ticketChangesSchema } },
		async (request) => ({ tickets: tickets.changeAll(request.body.tickets) }),
	);
	app.delete('/_emulator/tickets', async () => {
		tickets.clear();
		return { tickets: [] };
	});
}
