import type { Verdict } from '../../../../nodes/shared/feishu/judge';
import { nextStep, type NextStep } from '../../../../nodes/shared/feishu/retryPolicy';

const statement = { httpStatus: 400, scopes: [] };
const lost = { neverConnected: false, reason: '' };
const problem = { field: '', message: '', hint: '' };

const sent: Verdict = { verdict: 'sent', value: 'om_1' };
const refused: Verdict = { verdict: 'refused', statement, tokenRefused: false, everyItem: false };
const tokenRefused: Verdict = { verdict: 'refused', statement, tokenRefused: true, everyItem: true };
const unknown: Verdict = { verdict: 'unknown', loss: lost };
const notConnected: Verdict = { verdict: 'rateLimited', loss: { neverConnected: true, reason: '' } };
const noTokenNow: Verdict = { verdict: 'rateLimited', problem };
const later = (resetMs?: number): Verdict => ({ verdict: 'rateLimited', statement, resetMs });

const stop: NextStep = { step: 'stop' };
const resend = (afterMs: number, pausesAll = false): NextStep => ({ step: 'resend', afterMs, pausesAll });

const fresh = { tries: 0, rateLimited: 0, tokenRenewed: false };
const policy = { maxTries: 3, resendUnknown: false };
const atAnyCost = { maxTries: 3, resendUnknown: true };

test.each<[string, NextStep, Parameters<typeof nextStep>]>([
	['sent', stop, [sent, fresh, atAnyCost, 0]],
	['refused', stop, [refused, fresh, atAnyCost, 0]],
	['token refused', { step: 'renewToken' }, [tokenRefused, fresh, policy, 0]],
	['token refused again', stop, [tokenRefused, { ...fresh, tokenRenewed: true }, atAnyCost, 0]],
	['unknown', stop, [unknown, { ...fresh, tries: 1 }, policy, 0]],
	['unknown, to be resent', resend(1000), [unknown, { ...fresh, tries: 1 }, atAnyCost, 0]],
	['unknown, resent often enough', stop, [unknown, { ...fresh, tries: 3 }, atAnyCost, 0]],
	['not connected, first', resend(1000), [notConnected, { ...fresh, tries: 1 }, policy, 0]],
	['not connected, first, shortened', resend(500), [notConnected, { ...fresh, tries: 1 }, policy, 1]],
	['not connected, second', resend(2000), [notConnected, { ...fresh, tries: 2 }, policy, 0]],
	['not connected, last', stop, [notConnected, { ...fresh, tries: 3 }, policy, 0]],
	['not connected, one try allowed', stop, [notConnected, { ...fresh, tries: 1 }, { ...policy, maxTries: 1 }, 0]],
	['no token for now', resend(1000), [noTokenNow, { ...fresh, tries: 1 }, policy, 0]],
	['rate limited, with a reset', resend(52_000, true), [later(52_000), { ...fresh, rateLimited: 1 }, policy, 0.5]],
	['rate limited, however often', resend(52_000, true), [later(52_000), { ...fresh, rateLimited: 99 }, policy, 0.5]],
	['rate limited, reset 0', resend(200, true), [later(0), { ...fresh, rateLimited: 1 }, policy, 0]],
	['rate limited, no reset, first', resend(1000, true), [later(), { ...fresh, rateLimited: 1 }, policy, 0]],
	['rate limited, no reset, third', resend(4000, true), [later(), { ...fresh, rateLimited: 3 }, policy, 0]],
	['rate limited, no reset, at last', resend(60_000, true), [later(), { ...fresh, rateLimited: 60 }, policy, 0]],
])('%s', (_name, expected, input) => {
	expect(nextStep(...input)).toEqual(expected);
});
