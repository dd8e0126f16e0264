import type { CallResult, Unsent } from '../delivery/deliver';

/** One page of a list. */
export interface Page<Entry> {
	readonly entries: readonly Entry[];
	/** Of all pages, if Feishu says so. */
	readonly total: number | undefined;
}

export type ReadPage<Entry> = (page: number) => Promise<CallResult<Page<Entry>>>;

/** A list whose entries move while it is read does not settle: */
const MOST_ROUNDS = 5;

/**
 * Reads a list page by page. Its entries may move from page to page meanwhile, so it is read again until a round finds nothing
 * new. What moves around all the time may still be missed.
 *
 * @param found by key; what is found is added
 * @param most entries to find
 * @param reach Feishu gives no more entries than this, and counts no further
 * @returns true when Feishu may have more than it gives; or why it gave nothing
 */
export async function readPages<Entry>(
	read: ReadPage<Entry>,
	keyOf: (entry: Entry) => string,
	found: Map<string, Entry>,
	most: number,
	reach: number,
): Promise<boolean | Unsent> {
	for (let round = 1; ; round++) {
		const before = found.size;
		let pages = 0;
		let seen = 0;
		for (;;) {
			const answer = await read(++pages);
			if (answer.verdict !== 'sent') return answer;
			const { entries, total = Infinity } = answer.value;
			for (const entry of entries) found.set(keyOf(entry), entry);
			seen += entries.length;
			if (found.size >= most) return false;
			if (seen >= reach) return true;
			if (entries.length === 0 || seen >= total) break;
		}
		if (pages === 1 || round === MOST_ROUNDS || (round > 1 && found.size === before)) return false;
	}
}
