/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a benchmark, never inside n8n */
import { megabytes, places } from '../test/megabyte';
import { answer } from './answer';

export interface Limits {
	/** What the megabyte consists of. */
	readonly megabyte: string;
}

export interface Refused {
	readonly fields: number;
	readonly refused: number;
	readonly slowestField: string;
	readonly slowestMs: number;
	/** How much more memory the process used than for the megabyte alone. */
	readonly moreBytes: number;
}

const collect = (globalThis as { gc?: () => void }).gc ?? (() => undefined);
const peak = () => process.resourceUsage().maxRSS * 1024;

answer<Limits, Refused>(async ({ megabyte }) => {
	// A warm-up that is not measured.
	for (const { prepare } of places) prepare('x');
	const value = megabytes[megabyte]?.();
	collect();
	const before = peak();
	let refused = 0;
	let slowest = { field: '', ms: 0 };
	for (const { name, prepare } of places) {
		collect();
		const start = performance.now();
		const prepared = prepare(value);
		const ms = performance.now() - start;
		if (!prepared.ok) refused++;
		if (ms > slowest.ms) slowest = { field: name, ms };
	}
	return {
		fields: places.length,
		refused,
		slowestField: slowest.field,
		slowestMs: slowest.ms,
		moreBytes: peak() - before,
	};
});
