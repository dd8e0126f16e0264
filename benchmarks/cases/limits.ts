import { megabytes as kinds } from '../../test/megabyte';
import type { Limits, Refused } from '../limitsProcess';
import { start } from '../processes';
import { megabytes, type Section } from '../report';

const MOST_MS = 500;
const MOST_BYTES = 50e6;

/** (g) More than any message can contain, in each field in turn, without n8n and without a network. */
export async function limits({ runs }: { runs: number }): Promise<Section> {
	const found: Array<Refused & Limits> = [];
	for (const megabyte of Object.keys(kinds)) {
		const results: Refused[] = [];
		for (let run = 0; run < runs; run++) {
			const process = start<Limits, Refused>('limitsProcess.ts', [
				'--expose-gc',
				'--import',
				'tsx',
			]);
			results.push(await process.ask({ megabyte }));
			await process.end();
		}
		const slowest = results.reduce((a, b) => (b.slowestMs > a.slowestMs ? b : a));
		found.push({
			...slowest,
			megabyte,
			moreBytes: Math.max(...results.map(({ moreBytes }) => moreBytes)),
		});
	}
	const ms = Math.max(...found.map(({ slowestMs }) => slowestMs));
	const bytes = Math.max(...found.map(({ moreBytes }) => moreBytes));
	return {
		title: '(g) A megabyte in a field',
		how: `In each of ${found[0]?.fields} fields in turn, of every message type and of a question: reading, checking and compiling the item. Each kind in a process of its own, the worst of ${runs}. What is not refused is no more than it takes to send, such as two IDs between line breaks. The memory is how far the process rose above its highest before, over all fields, each of which begins with garbage collected.`,
		rows: found.map(({ megabyte, refused, slowestField, slowestMs, moreBytes }) => ({
			'A megabyte of': megabyte,
			'Refused in': refused,
			'Slowest field': slowestField,
			Time: `${slowestMs.toFixed(1)} ms`,
			'More memory': megabytes(moreBytes),
		})),
		goals: [
			{
				goal: '(g) A megabyte in any field is dealt with in half a second',
				measured: `${ms.toFixed(0)} ms`,
				met: ms <= MOST_MS,
			},
			{
				goal: '(g) Memory within 50 MB of it',
				measured: megabytes(bytes),
				met: bytes <= MOST_BYTES,
			},
		],
	};
}
