import type { INodeProperties } from 'n8n-workflow';

import type { RetryPolicy } from '../shared/feishu/retryPolicy';
import { MAX_NAME_LENGTH, readAtMost, readNumber, readSwitch, readText, type Parameters } from '../shared/parameters/readParameter';
import { success, type Result } from '../shared/result';

export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 10 },
			default: 5,
			description: 'How many messages to send at the same time. Messages to the same receiver always go one after the other, in order.',
		},
		{
			displayName: 'Deduplication Key',
			name: 'deduplicationKey',
			type: 'string',
			default: '',
			placeholder: 'e.g. {{ $json.user }}-{{ $today.toISODate() }}',
			description:
				'Sends a message once per key, also across executions and restarts: where this node has delivered a message with the key before, the item is skipped. Where it began to and was ended before it learned the outcome, the item fails as unclear. The latest 5,000 keys are kept.',
		},
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			// Whoever adds it wants it: an option that appears switched off would send for real. Without it nothing is dry.
			default: true,
			description: 'Whether to check everything and look people up, but send and upload nothing. The output shows the requests that would go out.',
		},
		{
			displayName: 'Fall Back to Private Chat',
			name: 'fallbackToPrivateChat',
			type: 'boolean',
			default: false,
			description: 'Whether to send a message to the private chat when Feishu refuses the dedicated group, e.g. because the receiver has a ticket in progress',
		},
		{
			displayName: 'Max Tries',
			name: 'maxTries',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 10 },
			default: 3,
			description: 'How often to try when no connection to Feishu can be made. Nothing has been sent in that case.',
		},
		{
			displayName: 'Max Wait (Seconds)',
			name: 'maxWait',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 1800,
			description: 'How long after the start messages may still wait for the quota. The rest then fails as not sent. The default is enough for more than 2,500 messages at 100 per minute.',
		},
		{
			displayName: 'Messages per Minute',
			name: 'messagesPerMinute',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 100,
			description:
				'The quota of the app; 100 is what Feishu documents. A full burst goes out at once, then sending waits for the next minute. Shared by all workflows in this n8n process that use the same app. 0 sends without pacing and relies on what Feishu answers.',
		},
		{
			displayName: 'Resend When Unclear',
			name: 'resendUnknown',
			type: 'boolean',
			default: false,
			description: 'Whether to send a message again when it is unclear if it arrived, e.g. after a timeout or, with a deduplication key, after a crash. The receiver may get it twice.',
		},
		{
			displayName: 'Spread Over (Seconds)',
			name: 'spreadOver',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description: 'Starts at a random moment within this time. Feishu advises against sending on the hour, when everybody does.',
		},
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30,
			description: "How long to wait for Feishu's answer to a message. A message without an answer may have been delivered and is not sent again.",
		},
	],
};

/** Options of the whole run: taken from the first item. */
export interface RunOptions {
	readonly concurrency: number;
	readonly messagesPerMinute: number;
	readonly maxWaitMs: number;
	readonly spreadOverMs: number;
}

// Node's timers hold at most 2^31 ms: more than a day is not offered, so none can fire at once.
const LONGEST_SECONDS = 86_400;

export function readRunOptions(values: Parameters): Result<RunOptions> {
	const concurrency = readNumber(values, 'concurrency', 'Concurrency', 5, { min: 1, max: 10, whole: true });
	if (!concurrency.ok) return concurrency;
	const messagesPerMinute = readNumber(values, 'messagesPerMinute', 'Messages per Minute', 100, { min: 0, max: 100_000, whole: true });
	if (!messagesPerMinute.ok) return messagesPerMinute;
	const maxWait = readNumber(values, 'maxWait', 'Max Wait', 1800, { min: 0, max: LONGEST_SECONDS });
	if (!maxWait.ok) return maxWait;
	const spreadOver = readNumber(values, 'spreadOver', 'Spread Over', 0, { min: 0, max: LONGEST_SECONDS });
	if (!spreadOver.ok) return spreadOver;
	return success({
		concurrency: concurrency.value,
		messagesPerMinute: messagesPerMinute.value,
		maxWaitMs: maxWait.value * 1000,
		spreadOverMs: spreadOver.value * 1000,
	});
}

/** Options of one item. */
export interface ItemOptions extends RetryPolicy {
	readonly dryRun: boolean;
	readonly timeoutSeconds: number;
	readonly fallbackToPrivateChat: boolean;
	/** Empty: none. */
	readonly deduplicationKey: string;
}

export function readItemOptions(values: Parameters): Result<ItemOptions> {
	const timeoutSeconds = readNumber(values, 'timeout', 'Timeout', 30, { min: 1, max: LONGEST_SECONDS });
	if (!timeoutSeconds.ok) return timeoutSeconds;
	const maxTries = readNumber(values, 'maxTries', 'Max Tries', 3, { min: 1, max: 10, whole: true });
	if (!maxTries.ok) return maxTries;
	const typedKey = readText(values, 'deduplicationKey', 'Deduplication Key');
	const deduplicationKey = readAtMost(typedKey, MAX_NAME_LENGTH, 'deduplicationKey', 'Deduplication Key', 'Shorten it, e.g. with {{ $json.text.hash() }}.');
	if (!deduplicationKey.ok) return deduplicationKey;
	const dryRun = readSwitch(values, 'dryRun', 'Dry Run', false);
	if (!dryRun.ok) return dryRun;
	const resendUnknown = readSwitch(values, 'resendUnknown', 'Resend When Unclear', false);
	if (!resendUnknown.ok) return resendUnknown;
	const fallbackToPrivateChat = readSwitch(values, 'fallbackToPrivateChat', 'Fall Back to Private Chat', false);
	if (!fallbackToPrivateChat.ok) return fallbackToPrivateChat;
	return success({
		dryRun: dryRun.value,
		timeoutSeconds: timeoutSeconds.value,
		maxTries: maxTries.value,
		resendUnknown: resendUnknown.value,
		fallbackToPrivateChat: fallbackToPrivateChat.value,
		deduplicationKey: deduplicationKey.value.trim(),
	});
}
