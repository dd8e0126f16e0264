import { stageNumbers, statusNumbers } from '../tickets/ticket';

const MOST_AT_ONCE = 10_000;

const text = { type: 'string', maxLength: 2_000 };
const who = { type: 'string', minLength: 1, maxLength: 200 };
const people = { type: 'array', items: who, maxItems: 50 };
// Until the year 9999, as far as dates are written with four digits.
const time = { type: 'integer', minimum: 0, maximum: 253_402_300_799_999 };
const ticketId = { type: 'string', pattern: '^\\d{1,19}$' };
const orNull = (schema: { type: string }) => ({ ...schema, type: [schema.type, 'null'] });

const changes = {
	at: time,
	status: { enum: Object.keys(statusNumbers) },
	stage: { enum: Object.keys(stageNumbers) },
	agents: people,
	collaborators: people,
	closedBy: orNull(who),
	tags: { type: 'array', items: who, maxItems: 50 },
	channel: { type: 'integer', minimum: 0, maximum: 1_000 },
	solved: { type: ['boolean', 'null'] },
	score: { enum: [1, 2, 3, null] },
	dissatisfactionReason: orNull(text),
	comment: orNull(text),
	customizedFields: { type: 'object', maxProperties: 50, additionalProperties: text },
	answer: { type: ['object', 'null'] },
	messages: {
		type: 'array',
		maxItems: 100,
		items: {
			type: 'object',
			required: ['from', 'text'],
			additionalProperties: false,
			properties: { from: { enum: ['guest', 'agent'] }, text, at: time },
		},
	},
};

const listOf = (required: string[], properties: object) => ({
	type: 'object',
	required: ['tickets'],
	additionalProperties: false,
	properties: {
		tickets: {
			type: 'array',
			minItems: 1,
			maxItems: MOST_AT_ONCE,
			items: { type: 'object', required, additionalProperties: false, properties },
		},
	},
});

/** POST /_emulator/tickets */
export const ticketDraftsSchema = listOf(['guest'], {
	...changes,
	guest: who,
	ticketId,
	helpdeskId: who,
	updatedAt: { ...time, minimum: -1 },
	closedAt: time,
});

/** PATCH /_emulator/tickets */
export const ticketChangesSchema = listOf(['ticketId'], { ...changes, ticketId });

/** GET /_emulator/tickets */
export const ticketsQuerySchema = {
	type: 'object',
	additionalProperties: false,
	properties: {
		limit: { type: 'string', pattern: '^[1-9]\\d{0,4}$' },
		offset: { type: 'string', pattern: '^\\d{1,5}$' },
	},
};
