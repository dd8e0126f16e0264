import type { HoldsUp, Verdict } from '../../../../nodes/shared/feishu/judge';
import {
	nextStep,
	NOTHING_TRIED as fresh,
	type History,
	type NextStep,
} from '../../../../nodes/shared/feishu/retryPolicy';

const statement = { httpStatus: 400, scopes: [] };
const lost = { neverConnected: false, reason: '' };
const problem = { field: '', message: '', hint: '' };

const sent: Verdict = { verdict: 'sent', value: 'om_1' };
const refused: Verdict = { verdict: 'refused', statement, tokenRefused: false, everyItem: false };
const tokenRefused: Verdict = {
	verdict: 'refused',
	statement,
	tokenRefused: 'issued',
	everyItem: true,
};
const pastedTokenRefused: Verdict = {
	verdict: 'refused',
	statement,
	tokenRefused: 'pasted',
	everyItem: true,
};
const unknown: Verdict = { verdict: 'unknown', loss: lost };
const notConnected: Verdict = {
	verdict: 'notNow',
	holdsUp: 'message',
	loss: { neverConnected: true, reason: '' },
};
const noTokenNow: Verdict = { verdict: 'notNow', holdsUp: 'message', problem };
const noTokenBefore: Verdict = { verdict: 'notNow', holdsUp: 'account', resetMs: 5000, problem };
const page: Verdict = { verdict: 'notNow', holdsUp: 'message', statement };
const later = (resetMs?: number, holdsUp: HoldsUp = 'account'): Verdict => ({
	verdict: 'notNow',
	holdsUp,
	statement,
	resetMs,
});

const stop: NextStep = { step: 'stop' };
const resend = (
	afterMs: number,
	history: Partial<History>,
	holdsUp: HoldsUp = 'message',
): NextStep => ({
	step: 'resend',
	afterMs,
	holdsUp,
	history: { ...fresh, ...history },
});

const policy = { maxTries: 3, resendUnknown: false };
const atAnyCost = { maxTries: 3, resendUnknown: true };

test.each<[string, NextStep, Parameters<typeof nextStep>]>([
	['sent', stop, [sent, fresh, atAnyCost, 0]],
	['refused', stop, [refused, fresh, atAnyCost, 0]],
	[
		'token refused',
		{ step: 'renewToken', history: { ...fresh, tokenRenewed: true } },
		[tokenRefused, fresh, policy, 0],
	],
	['token refused again', stop, [tokenRefused, { ...fresh, tokenRenewed: true }, atAnyCost, 0]],
	['pasted token refused', stop, [pastedTokenRefused, fresh, atAnyCost, 0]],
	['unknown', stop, [unknown, fresh, policy, 0]],
	['unknown, to be resent', resend(1000, { tries: 1 }), [unknown, fresh, atAnyCost, 0]],
	['unknown, resent often enough', stop, [unknown, { ...fresh, tries: 2 }, atAnyCost, 0]],
	['not connected, first', resend(1000, { tries: 1 }), [notConnected, fresh, policy, 0]],
	['not connected, first, shortened', resend(500, { tries: 1 }), [notConnected, fresh, policy, 1]],
	[
		'not connected, second',
		resend(2000, { tries: 2 }),
		[notConnected, { ...fresh, tries: 1 }, policy, 0],
	],
	['not connected, last', stop, [notConnected, { ...fresh, tries: 2 }, policy, 0]],
	['not connected, one try allowed', stop, [notConnected, fresh, { ...policy, maxTries: 1 }, 0]],
	['no token for now', resend(1000, { tries: 1 }), [noTokenNow, fresh, policy, 0]],
	['no token before', resend(5000, { laters: 1 }, 'account'), [noTokenBefore, fresh, policy, 0]],
	['a page of a proxy', resend(1000, { tries: 1 }), [page, fresh, policy, 0]],
	['a page of a proxy, last', stop, [page, { ...fresh, tries: 2 }, policy, 0]],
	[
		'one chat limited',
		resend(2000, { laters: 2, tries: 1 }, 'chat'),
		[later(undefined, 'chat'), { ...fresh, laters: 1, tries: 1 }, policy, 0],
	],
	[
		'rate limited, with a reset',
		resend(52_000, { laters: 1 }, 'account'),
		[later(52_000), fresh, policy, 0.5],
	],
	[
		'rate limited, however often',
		resend(52_000, { laters: 99, tries: 1 }, 'account'),
		[later(52_000), { ...fresh, laters: 98, tries: 1 }, policy, 0.5],
	],
	['rate limited, reset 0', resend(200, { laters: 1 }, 'account'), [later(0), fresh, policy, 0]],
	[
		'rate limited, no reset, first',
		resend(1000, { laters: 1 }, 'account'),
		[later(), fresh, policy, 0],
	],
	[
		'rate limited, no reset, third',
		resend(4000, { laters: 3 }, 'account'),
		[later(), { ...fresh, laters: 2 }, policy, 0],
	],
	[
		'rate limited, no reset, at last',
		resend(60_000, { laters: 60 }, 'account'),
		[later(), { ...fresh, laters: 59 }, policy, 0],
	],
])('%s', (_name, expected, input) => {
	expect(nextStep(...input)).toEqual(expected);
});
