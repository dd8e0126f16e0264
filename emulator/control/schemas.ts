import { faultTargets } from '../faults';
import { orders } from '../tickets/order';

// A header value that HTTP allows, so that nobody can inject a second answer.
const headerValue = { type: 'string', pattern: '^[\\t\\x20-\\x7e]*$', maxLength: 1000 };
const deliver = { type: 'boolean' };

const parametersByKind: Record<
	string,
	{ required?: string[]; properties: Record<string, unknown> }
> = {
	rateLimited: {
		properties: { status: { enum: [429, 400, 200] }, reset: headerValue, retryAfter: headerValue },
	},
	tokenExpired: { properties: { status: { enum: [400, 200, 401] } } },
	answer: {
		required: ['status', 'body'],
		properties: {
			status: { type: 'integer', minimum: 200, maximum: 599 },
			body: { type: ['object', 'array', 'string'] },
			headers: {
				type: 'object',
				propertyNames: { pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]+$" },
				additionalProperties: headerValue,
			},
			deliver,
		},
	},
	dropAfterDelivery: { properties: {} },
	dropBeforeDelivery: { properties: {} },
	stall: { properties: { ms: { type: 'integer', minimum: 0, maximum: 2 ** 31 - 1 }, deliver } },
	garbage: { properties: { deliver } },
};

/** POST /_emulator/faults */
export const faultSchema = {
	type: 'object',
	discriminator: { propertyName: 'kind' },
	required: ['on', 'kind'],
	oneOf: Object.entries(parametersByKind).map(([kind, { required = [], properties }]) => ({
		required,
		additionalProperties: false,
		properties: {
			on: { enum: faultTargets },
			kind: { const: kind },
			times: { type: 'integer', minimum: 1, maximum: 1_000_000 },
			skip: { type: 'integer', minimum: 0, maximum: 1_000_000 },
			...properties,
		},
	})),
};

/** PATCH /_emulator/settings */
export const settingsSchema = {
	type: 'object',
	additionalProperties: false,
	properties: {
		latencyMs: { type: 'integer', minimum: 0, maximum: 600_000 },
		quota: {
			type: 'object',
			additionalProperties: false,
			properties: {
				limit: { type: 'integer', minimum: 0 },
				windowMs: { type: 'integer', minimum: 1 },
			},
		},
		tokenLifetimeSeconds: { type: 'integer', minimum: 1 },
		ticketLimits: {
			type: 'object',
			additionalProperties: false,
			properties: Object.fromEntries(
				['perMinute', 'perSecond', 'ticketPerSecond', 'messagesPerMinute'].map((name) => [
					name,
					{ type: 'integer', minimum: 0 },
				]),
			),
		},
		ticketOrder: { enum: Object.keys(orders) },
		messagesUpdateTickets: { type: 'boolean' },
	},
};

/** GET /_emulator/inbox. All values of a query are texts. */
export const inboxQuerySchema = {
	type: 'object',
	additionalProperties: false,
	properties: {
		limit: { type: 'string', pattern: '^[1-9]\\d{0,3}$' },
		before: { type: 'string', pattern: '^\\w*\\.\\w*$' },
	},
};
