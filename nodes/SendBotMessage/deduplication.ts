import type { DeduplicationScope, ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import type { KeyStore } from './sendItem';
import { oneAtATime } from './sharedState';

const SCOPE: DeduplicationScope = 'node';
/** n8n keeps all keys of a node in one row of its database: without a bound it would grow for ever. */
const OPTIONS: ICheckProcessedOptions = { mode: 'entries', maxEntries: 10_000 };

/**
 * Deduplication keys of this node in n8n's own store, which survives restarts. n8n reads the row and writes it back without
 * a guard. In one process we take turns; two processes that send with keys for the same node at the same moment may lose
 * one of them (seen in dist/deduplication of n8n 2.41.1).
 */
export function keyStore(context: IExecuteFunctions): KeyStore {
	const row = `${context.getWorkflow().id ?? ''} ${context.getNode().id}`;
	return {
		async record(key) {
			const { processed } = await oneAtATime(row, async () => await context.helpers.checkProcessedAndRecord([key], SCOPE, OPTIONS));
			return processed.length === 0;
		},
		async release(key) {
			await oneAtATime(row, async () => await context.helpers.removeProcessed([key], SCOPE, OPTIONS));
		},
	};
}
