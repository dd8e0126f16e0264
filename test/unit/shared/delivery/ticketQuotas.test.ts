import type { Quota } from '../../../../nodes/shared/delivery/pace';
import { ticketQuotas } from '../../../../nodes/shared/delivery/ticketQuotas';

// 1000 a minute and 50 a second:
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket-message/create
// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket/list
test('16 messages a second go into tickets', () => {
	expect(countsOf(ticketQuotas().sendMessage)).toEqual([16, 0, 16, 0]);
});

test('tickets are searched 16 times a second', () => {
	expect(countsOf(ticketQuotas().search)).toEqual([16, 0, 16, 0]);
});

/** How many of 60 requests go out at each moment, in milliseconds. */
function countsOf({ pace, perMinute }: Quota): number[] {
	const goes = (now: number) => {
		const waiting = pace.join(perMinute);
		const turn = pace.take(waiting, now);
		pace.leave(waiting);
		if ('answered' in turn) turn.answered(now);
		return 'answered' in turn;
	};
	return [0, 999, 1000, 1999].map(
		(now) => Array.from({ length: 60 }, () => goes(now)).filter(Boolean).length,
	);
}
