/** What one case found. */
export interface Section {
	readonly title: string;
	/** How it was measured, one paragraph. */
	readonly how: string;
	readonly rows: readonly Row[];
	readonly goals: readonly Goal[];
}

/** Column → cell; the columns of the first row are those of the table. */
export type Row = Readonly<Record<string, string | number>>;

export interface Goal {
	/** E.g. "(a) Time of 100 messages at 20 ms within 1.3 × of the floor". */
	readonly goal: string;
	readonly measured: string;
	readonly met: boolean;
}

export function report(machine: string, sections: readonly Section[]): string {
	const goals = sections
		.flatMap((section) => section.goals)
		.map(({ goal, measured, met }) => ({
			Goal: goal,
			Measured: measured,
			Met: met ? 'yes' : '**no**',
		}));
	return `${[
		'# Benchmarks',
		'Written by `npm run bench`: do not edit. Every ratio is of one run on one machine; the absolute numbers are worth little elsewhere. What was learned from them is in [README.md](README.md).',
		machine,
		'## Summary',
		table(goals),
		...sections.flatMap(({ title, how, rows }) => [`## ${title}`, how, table(rows)]),
	].join('\n\n')}\n`;
}

function table(rows: readonly Row[]): string {
	const columns = Object.keys(rows[0] ?? {});
	const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
	const align = columns.map((column) =>
		rows.every((row) => /^[\d–]/.test(String(row[column]))) ? '---:' : '---',
	);
	return [
		line(columns),
		line(align),
		...rows.map((row) => line(columns.map((column) => row[column] ?? ''))),
	].join('\n');
}

export function times(ratio: number): string {
	return `${ratio.toFixed(2)} ×`;
}

export function megabytes(bytes: number): string {
	return `${Math.round(bytes / 1e6)} MB`;
}
