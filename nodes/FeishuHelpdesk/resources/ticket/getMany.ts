import type { Operation } from '../../../shared/n8n/operation';
import { readItems, readSource } from '../../../shared/n8n/readItems';
import { all } from '../../../shared/result';
import { ticketsByConditions } from '../../../shared/run/ticketsByConditions';
import { filtersField, readFilters } from '../../../shared/tickets/filters';
import { howManyFields, readHowMany } from '../howMany';
import { readView, simplifyField } from './simplify';

export const source = readSource({
	fields: [...howManyFields, simplifyField, filtersField],
	ask: (parameters, timeZone) =>
		all({
			conditions: readFilters(parameters, timeZone),
			most: readHowMany(parameters),
			view: readView(parameters),
		}),
	async read({ conditions, most, view }, reading) {
		const tickets = await ticketsByConditions(conditions, most, reading, reading.foundIds);
		return 'kind' in tickets ? tickets : { kind: 'read', rows: tickets.map(view) };
	},
});

export const getMany: Operation = {
	value: 'getAll',
	label: 'Get Many',
	action: 'Get many tickets',
	description: 'Search tickets by status, people, time and more',
	subtitle: '"Get many: Ticket"',
	fields: source.fields,
	execute: async (context) => await readItems(context, source),
};
