import type { INodeProperties } from 'n8n-workflow';

import { itemOptions, runOptions } from '../shared/options';

const { concurrency, maxWaitSeconds, messagesPerMinute, spreadOverSeconds } = runOptions;
const { deduplicationKey, dryRun, fallbackToPrivateChat, maxTries, resendUnknown, timeoutSeconds } =
	itemOptions;

/** In the order of their labels, as n8n's UX guidelines ask. */
export const options: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		concurrency,
		deduplicationKey,
		dryRun,
		fallbackToPrivateChat,
		maxTries,
		maxWaitSeconds,
		messagesPerMinute,
		resendUnknown,
		spreadOverSeconds,
		timeoutSeconds,
	].map(({ field }) => field),
};
