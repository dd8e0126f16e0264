import type { DeliveryContext } from '../../../../nodes/shared/delivery/deliver';
import { Pace } from '../../../../nodes/shared/delivery/pace';
import { ticketQuotas } from '../../../../nodes/shared/delivery/ticketQuotas';
import type { Exchange } from '../../../../nodes/shared/feishu/judge';
import type { FeishuRequest } from '../../../../nodes/shared/feishu/request';
import { virtualClock } from '../../../support/virtualClock';

export const answered = (status: number, body: unknown): Exchange => ({
	kind: 'answered',
	status,
	headers: {},
	body,
	token: 'issued',
});

/** Feishu gives this. */
export const given = (data: unknown) => answered(200, { code: 0, data });

export const noAnswer = {
	kind: 'noAnswer',
	loss: { neverConnected: false, reason: 'x' },
} as const satisfies Exchange;

/** What calls need that read, with a minute of time; what they asked for; and how to let time pass until they are done. */
export function readingContext(
	answer: (request: FeishuRequest) => Exchange & { takesMs?: number },
) {
	const { clock, run } = virtualClock();
	const asked: FeishuRequest[] = [];
	const context: DeliveryContext = {
		client: {
			baseUrl: '',
			account: '',
			pace: new Pace(),
			sidePace: new Pace(),
			ticketQuotas: ticketQuotas(),
			async exchange(request) {
				asked.push(request);
				const { takesMs = 1, ...exchange } = answer(request);
				await clock.wait(takesMs);
				return { exchange, forgetToken: () => undefined };
			},
		},
		clock,
		halted: new AbortController().signal,
		deadlineMs: clock.now() + 60_000,
		onQuotaWait: () => undefined,
	};
	return { context, asked, run };
}
