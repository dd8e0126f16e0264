import type { KeyRow } from '../../../../nodes/shared/delivery/claims';

type Wait = (ms: number) => Promise<void>;

/** A row as n8n keeps it: read as a whole, and put back later, whatever others have written meanwhile. */
export function unguardedRow(
	wait: Wait,
	nextDelayMs: () => number,
	before: readonly string[] = [],
) {
	let stored = before;
	const readAndWrite = async (change: (entries: readonly string[]) => readonly string[]) => {
		await wait(nextDelayMs());
		const read = stored;
		await wait(nextDelayMs());
		stored = change(read);
		return read;
	};
	const row: KeyRow = {
		async record(entries) {
			const read = await readAndWrite((known) => [
				...known,
				...entries.filter((entry) => !known.includes(entry)),
			]);
			return entries.filter((entry) => read.includes(entry));
		},
		async remove(entries) {
			await readAndWrite((known) => known.filter((entry) => !entries.includes(entry)));
		},
	};
	return { row, entries: () => stored };
}
