import { virtualClock } from '../../../support/virtualClock';
import type { Exchange } from '../../../../nodes/shared/feishu/judge';
import { DELIVERED, sendMany } from './manyMessages';

const LIMIT = 100;
const WINDOW_MS = 60_000;

/** Feishu's quota: a window from the first request on, and what is left of it in whole seconds. */
function quota() {
	let endsMs = -Infinity;
	let used = 0;
	const refused = new Map<number, number[]>();
	return {
		/** By window, for each process. */
		refused,
		take(now: number, process: number): Exchange {
			if (now >= endsMs) {
				endsMs = now + WINDOW_MS;
				used = 0;
			}
			if (++used <= LIMIT) return DELIVERED;
			const counts = refused.get(endsMs) ?? [0, 0, 0];
			counts[process] = (counts[process] ?? 0) + 1;
			refused.set(endsMs, counts);
			return {
				kind: 'answered',
				status: 429,
				headers: { 'x-ogw-ratelimit-reset': String(Math.ceil((endsMs - now) / 1000)) },
				body: { code: 99991400, msg: '' },
				token: 'issued',
			};
		},
	};
}

test.each([
	['one that does not pace', [0]],
	['three that pace', [100, 100, 100]],
	['one that paces and one that does not', [100, 0]],
])(
	'processes that share the quota, %s: each wastes what is under way once, then one request a window',
	async (_, paces) => {
		const virtual = virtualClock();
		const { take, refused } = quota();
		const all = await virtual.run(
			Promise.all(
				paces.map(
					async (messagesPerMinute, process) =>
						await sendMany(
							{
								count: 400,
								concurrency: 50,
								messagesPerMinute,
								async exchange() {
									await virtual.clock.wait(50);
									const answer = take(virtual.clock.now(), process);
									await virtual.clock.wait(50);
									return answer;
								},
							},
							virtual,
						),
				),
			),
		);
		expect(all.flat().map(({ kind }) => kind)).toEqual(
			Array.from({ length: paces.length * 400 }, () => 'sent'),
		);
		const [first, ...others] = [...refused.values()];
		expect(Math.max(...(first ?? []))).toBeLessThanOrEqual(50);
		expect(others.length).toBeGreaterThanOrEqual(2);
		for (const counts of others) expect(Math.max(...counts)).toBeLessThanOrEqual(1);
	},
);
