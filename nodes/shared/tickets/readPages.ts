import type { CallResult, Unsent } from '../delivery/deliver';

/** One page of a list. */
export interface Page<Entry> {
	readonly entries: readonly Entry[];
	/** Of all pages, if Feishu says so. */
	readonly total: number | undefined;
}

export type ReadPage<Entry> = (page: number) => Promise<CallResult<Page<Entry>>>;

/** A list whose entries move while it is read does not settle: */
const MOST_ROUNDS = 8;

/**
 * Reads a list page by page. Its entries may move from page to page meanwhile, so it is read again until a round finds nothing
 * new and all are there that Feishu counts. What moves around all the time may still be missed.
 *
 * @param found by key; what is found is added
 * @param most entries to find
 * @param reach Feishu gives no more entries and pages than this, and counts no further
 * @returns true when Feishu may have more than it gives; or why it gave nothing
 */
export async function readPages<Entry>(
	read: ReadPage<Entry>,
	keyOf: (entry: Entry) => string,
	found: Map<string, Entry>,
	most: number,
	reach: { readonly entries: number; readonly pages: number },
): Promise<boolean | Unsent> {
	for (let round = 1; ; round++) {
		const before = found.size;
		let pages = 0;
		let given = 0;
		let expected = 0;
		const seen = new Set<string>();
		for (;;) {
			const answer = await read(++pages);
			if (answer.verdict !== 'sent') return answer;
			const { entries, total = Infinity } = answer.value;
			expected = answer.value.total ?? 0;
			const seenBefore = seen.size;
			for (const entry of entries) {
				seen.add(keyOf(entry));
				found.set(keyOf(entry), entry);
			}
			given += entries.length;
			if (found.size >= most) return false;
			if (given >= reach.entries) return true;
			// A server that gives the same again and again must not be asked for ever.
			if (seen.size === seenBefore || given >= total) break;
			if (pages >= reach.pages) return true;
		}
		const isSettled = round > 1 && found.size === before && found.size >= expected;
		if (pages === 1 || round === MOST_ROUNDS || isSettled) return false;
	}
}
