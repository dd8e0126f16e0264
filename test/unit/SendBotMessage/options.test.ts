import { NodeHelpers, type INodeParameters } from 'n8n-workflow';

import { options } from '../../../nodes/SendBotMessage/options';
import { itemOptions, runOptions } from '../../../nodes/shared/options';
import { readOptions } from '../../../nodes/shared/options/option';

test('the options of a run, set or not', () => {
	expect(readOptions(runOptions, {})).toEqual({
		ok: true,
		value: { concurrency: 5, messagesPerMinute: 100, maxWaitSeconds: 1800, spreadOverSeconds: 0 },
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
	['concurrency', 0, "'Concurrency' is not a whole number from 1 to 10", 5],
	['concurrency', 11, "'Concurrency' is not a whole number from 1 to 10", 5],
	['concurrency', 1.5, "'Concurrency' is not a whole number from 1 to 10", 5],
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
	['fallbackToPrivateChat', "'Fall Back to Private Chat' is neither true nor false"],
])('%s is a switch', (field, text) => {
	expect(readOptions(itemOptions, { [field]: 'maybe' })).toMatchObject({
		ok: false,
		problem: { field, message: text },
	});
});

// What n8n makes of the parameters when it saves a workflow, and when it executes one.
test.each([
	['saved', false],
	['executed', true],
])('Dry Run is on only where it was added: %s', (_, withDefaults) => {
	const asN8nHasIt = (parameters: object) =>
		NodeHelpers.getNodeParameters(
			[options],
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
