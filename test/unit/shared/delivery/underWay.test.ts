import { deliver, type DeliveryContext } from '../../../../nodes/shared/delivery/deliver';
import { Flight } from '../../../../nodes/shared/delivery/flight';
import { Growth } from '../../../../nodes/shared/delivery/growth';
import { Pace } from '../../../../nodes/shared/delivery/pace';
import { ticketQuotas } from '../../../../nodes/shared/delivery/ticketQuotas';
import type { Exchange } from '../../../../nodes/shared/feishu/judge';
import { virtualClock } from '../../../support/virtualClock';

const answer = (status: number, code: number): Exchange => ({
	kind: 'answered',
	status,
	headers: { 'x-ogw-ratelimit-reset': '30' },
	body: { code, data: {} },
	token: 'issued',
});

test('who waits for the quota keeps no place, and takes one again: after a refusal for load they go one by one', async () => {
	const { clock, run } = virtualClock();
	const pace = new Pace();
	const flight = new Flight(10, new Growth(), clock.now);
	let made = 0;
	let underWay = 0;
	const seen: number[] = [];
	const atQuotaWait: number[] = [];
	const context: DeliveryContext = {
		clock,
		client: {
			baseUrl: '',
			account: '',
			pace,
			sidePace: new Pace(),
			ticketQuotas: ticketQuotas(),
			async exchange() {
				const isRefused = made++ < 5;
				seen.push(++underWay);
				await clock.wait(100);
				underWay--;
				return {
					exchange: isRefused ? answer(429, 99991400) : answer(200, 0),
					forgetToken: () => undefined,
				};
			},
		},
		halted: new AbortController().signal,
		deadlineMs: Infinity,
		onQuotaWait: () => atQuotaWait.push(flight.size),
	};
	const sending = Array.from({ length: 5 }, async () =>
		deliver(
			{
				request: { method: 'POST', path: '', query: {}, body: {} },
				read: () => 'om_1',
				timeoutSeconds: 30,
				retry: { maxTries: 3, resendUnknown: false },
				pace,
				flight,
				perMinute: 100,
			},
			context,
		),
	);
	const delivered = await run(Promise.all(sending));
	expect(delivered.map(({ verdict }) => verdict)).toEqual(Array.from({ length: 5 }, () => 'sent'));
	expect(seen).toEqual([1, 2, 3, 4, 5, 1, 1, 1, 1, 1]);
	expect(Math.max(...atQuotaWait)).toBeLessThanOrEqual(4);
	expect(atQuotaWait.at(-1)).toBe(0);
	expect(flight.size).toBe(0);
});
