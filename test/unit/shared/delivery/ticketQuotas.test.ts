import { ticketQuotas } from '../../../../nodes/shared/delivery/ticketQuotas';

// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket-message/create: 1000 a minute and 50 a second
test('16 messages a second go into tickets', () => {
	const { pace, perMinute } = ticketQuotas().sendMessage;
	const sendAt = (now: number) => {
		const waiting = pace.join(perMinute);
		const turn = pace.take(waiting, now);
		pace.leave(waiting);
		if ('answered' in turn) turn.answered(now);
		return 'answered' in turn;
	};
	const sentFrom = (now: number) => Array.from({ length: 60 }, () => sendAt(now)).filter(Boolean);
	expect([0, 999, 1000, 1999].map((now) => sentFrom(now).length)).toEqual([16, 0, 16, 0]);
});
