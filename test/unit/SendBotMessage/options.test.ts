import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { fields } from '../../../nodes/SendBotMessage/fields';
import { optionsField } from '../../../nodes/SendBotMessage/options';
import { itemOptions, runOptions } from '../../../nodes/shared/options';
import { readOptions } from '../../../nodes/shared/options/option';
import type { Parameters } from '../../../nodes/shared/parameters/readParameter';

test('the options of a run, set or not', () => {
	expect(readOptions(runOptions, {})).toEqual({
		ok: true,
		value: { concurrency: 50, messagesPerMinute: 100, maxWaitSeconds: 1800, spreadOverSeconds: 0 },
	});
	expect(
		readOptions(runOptions, {
			concurrency: 10,
			messagesPerMinute: '0',
			maxWait: 0.5,
			spreadOver: 86_400,
		}),
	).toEqual({
		ok: true,
		value: {
			concurrency: 10,
			messagesPerMinute: 0,
			maxWaitSeconds: 0.5,
			spreadOverSeconds: 86_400,
		},
	});
});

test.each([
	['concurrency', 0, "'Concurrency' is not a whole number from 1 to 100", 50],
	['concurrency', 101, "'Concurrency' is not a whole number from 1 to 100", 50],
	['concurrency', 1.5, "'Concurrency' is not a whole number from 1 to 100", 50],
	['messagesPerMinute', -1, "'Messages per Minute' is not a whole number from 0 to 100000", 100],
	['messagesPerMinute', 0.5, "'Messages per Minute' is not a whole number from 0 to 100000", 100],
	['maxWait', -1, "'Max Wait (Seconds)' is not a number from 0 to 86400", 1800],
	['spreadOver', 86_401, "'Spread Over (Seconds)' is not a number from 0 to 86400", 0],
])('%s cannot be %p', (field, value, text, example) => {
	expect(readOptions(runOptions, { [field]: value })).toEqual({
		ok: false,
		problem: {
			field,
			message: text,
			hint: `Enter a number, e.g. ${example}, or remove the option.`,
		},
	});
});

test.each([
	['dryRun', "'Dry Run' is neither true nor false"],
	['resendUnknown', "'Resend When Unclear' is neither true nor false"],
])('%s is a switch', (field, text) => {
	expect(readOptions(itemOptions, { [field]: 'maybe' })).toMatchObject({
		ok: false,
		problem: { field, message: text },
	});
});

test.each([undefined, null])('a switch whose expression gave %s is refused, not off', (value) => {
	expect(readOptions(itemOptions, { dryRun: value })).toMatchObject({
		ok: false,
		problem: { field: 'dryRun', message: "'Dry Run' has no value" },
	});
});

// What n8n makes of the parameters when it saves a workflow, and when it executes one.
test.each([
	['saved', false],
	['executed', true],
])('Dry Run is on only where it was added: %s', (_, withDefaults) => {
	const asN8nHasIt = (parameters: object) =>
		NodeHelpers.getNodeParameters(
			[optionsField([])],
			{ options: parameters } as INodeParameters,
			withDefaults,
			false,
			null,
			null,
		)?.options ?? {};
	expect(asN8nHasIt({})).toEqual({});
	expect(asN8nHasIt({ dryRun: true })).toEqual({ dryRun: true });
	expect(asN8nHasIt({ dryRun: false })).toEqual({ dryRun: false });
	expect(readOptions(itemOptions, {})).toMatchObject({ ok: true, value: { dryRun: false } });
});

test('what to do when a ticket is in progress', () => {
	const chosen = (values: object) => readOptions(itemOptions, values as Parameters);
	expect(chosen({})).toMatchObject({ value: { ticketInProgress: 'fail' } });
	expect(chosen({ ticketInProgress: 'fail' })).toMatchObject({
		value: { ticketInProgress: 'fail' },
	});
	expect(chosen({ ticketInProgress: itemOptions.ticketInProgress.field.default })).toMatchObject({
		value: { ticketInProgress: 'privateChat' },
	});
	expect(chosen({ ticketInProgress: true })).toEqual({
		ok: false,
		problem: {
			field: 'ticketInProgress',
			message: "'When a Ticket Is in Progress' has a value that does not exist",
			hint: 'Choose one of Fail, Send to Private Chat, Send Into the Ticket.',
		},
	});
});

/** A switch that is left out is off, so one that was just added must be on. */
test('whatever option is added does what its name says', () => {
	const switches = fields
		.flatMap(({ type, options = [] }) =>
			type === 'collection' ? (options as INodeProperties[]) : [],
		)
		.filter(({ type }) => type === 'boolean');
	expect([...new Set(switches.map(({ displayName }) => displayName))].sort()).toEqual([
		'Dry Run',
		'Markdown From Expressions',
		'Prevent Forwarding',
		'Resend When Unclear',
		'Wait When Unclear',
	]);
	expect(switches.filter(({ default: preset }) => preset !== true)).toEqual([]);
});

test('each operation has one collection of options, in the order of their labels', () => {
	const collections = fields.filter(({ type }) => type === 'collection');
	expect(collections.map(({ name, displayOptions }) => [name, displayOptions])).toEqual([
		['options', { show: { operation: ['send'] } }],
		['options', { show: { operation: ['sendAndWait'] } }],
	]);
	for (const { options = [] } of collections) {
		const labels = (options as INodeProperties[]).map(({ displayName }) => displayName);
		expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b)));
		expect([...new Set(labels)]).toEqual(labels);
	}
});

test.each(['', 'dryRun', 7, true, ['dryRun'], [{ deduplicationKey: 'a' }]])(
	'a collection that is no object is refused, not ignored: %j',
	(collection) => {
		for (const options of [runOptions, itemOptions])
			expect(readOptions(options, collection)).toEqual({
				ok: false,
				problem: {
					field: 'options',
					message: "'Options' is not an object",
					hint: expect.stringContaining('return an object') as string,
				},
			});
	},
);

test('a collection that was never opened', () => {
	expect(readOptions(runOptions, null)).toEqual(readOptions(runOptions, {}));
	expect(readOptions(itemOptions, undefined)).toEqual(readOptions(itemOptions, {}));
});
