import {
	forgetIssued,
	shareTokenRequest,
} from '../../../../nodes/shared/credential/shareTokenRequest';
import type { TokenReply } from '../../../../nodes/shared/feishu/token';

const reply = (accessToken: string): TokenReply => ({
	isIssued: true,
	accessToken,
	expiresAt: '2030-01-01T00:00:00.000Z',
});

/** Requests that are answered when the test says so. */
function requests() {
	const open: Array<{ answer: (reply: TokenReply) => void; fail: (error: Error) => void }> = [];
	return {
		open,
		request: async () =>
			await new Promise<TokenReply>((answer, fail) => open.push({ answer, fail })),
	};
}

test('those that come at the same time make one request, and each gets an answer of its own', async () => {
	const { open, request } = requests();
	const all = Promise.all([1, 2, 3].map(async () => await shareTokenRequest('a', '', request)));
	expect(open).toHaveLength(1);
	open[0]?.answer(reply('t-1'));
	const answers = await all;
	expect(answers).toEqual([reply('t-1'), reply('t-1'), reply('t-1')]);
	expect(new Set(answers).size).toBe(3);
});

test('a refusal is the answer for all', async () => {
	const { open, request } = requests();
	const all = Promise.all([1, 2].map(async () => await shareTokenRequest('b', '', request)));
	const refusal: TokenReply = { isIssued: false, httpStatus: 200, code: 10014, isTemporary: false };
	open[0]?.answer(refusal);
	expect(await all).toEqual([refusal, refusal]);
	expect(open).toHaveLength(1);
});

test('after a failure, and after a refusal, the next one asks again', async () => {
	const { open, request } = requests();
	const failing = shareTokenRequest('c', '', request);
	open[0]?.fail(new Error('no answer'));
	await expect(failing).rejects.toThrow('no answer');
	const refused = shareTokenRequest('c', '', request);
	open[1]?.answer({ isIssued: false, httpStatus: 503, isTemporary: true });
	await refused;
	const third = shareTokenRequest('c', '', request);
	open[2]?.answer(reply('t-3'));
	expect(await third).toEqual(reply('t-3'));
});

describe('a token that was issued', () => {
	beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2026, 10, 27) }));
	afterEach(() => jest.useRealTimers());

	const issue = async (account: string, token: TokenReply) => {
		const { open, request } = requests();
		const first = shareTokenRequest(account, '', request);
		open[0]?.answer(token);
		await first;
	};
	const asksAnew = async (account: string, held: string) => {
		const { open, request } = requests();
		const next = shareTokenRequest(account, held, request);
		open[0]?.answer(reply('t-new'));
		const answer = await next;
		expect(answer).toEqual(reply(open.length === 0 ? 't-1' : 't-new'));
		return open.length === 1;
	};

	test.each([
		['read the credential before it was stored', '', false],
		['were refused with an older one', 't-0', false],
		['were refused with this one', 't-1', true],
	])('those that %s', async (_, held, expected) => {
		await issue(`g${held}`, reply('t-1'));
		expect(await asksAnew(`g${held}`, held)).toBe(expected);
	});

	test('is not handed out once somebody came with it, not even before that one has an answer', async () => {
		await issue('l', reply('t-1'));
		const { open, request } = requests();
		const refused = shareTokenRequest('l', 't-1', request);
		const cold = shareTokenRequest('l', '', request);
		open[0]?.answer(reply('t-2'));
		expect(await Promise.all([refused, cold])).toEqual([reply('t-2'), reply('t-2')]);
		expect(open).toHaveLength(1);
	});

	test('is not handed out once a node has found it refused', async () => {
		await issue('k', reply('t-1'));
		forgetIssued('t-0');
		expect(await asksAnew('k', '')).toBe(false);
		forgetIssued('t-1');
		expect(await asksAnew('k', '')).toBe(true);
	});

	test('is not kept for long', async () => {
		await issue('h', reply('t-1'));
		jest.advanceTimersByTime(9999);
		expect(await asksAnew('h', '')).toBe(false);
		jest.advanceTimersByTime(1);
		expect(await asksAnew('h', '')).toBe(true);
	});

	test('is not kept beyond its time, nor when the clock is set back', async () => {
		await issue('i', { ...reply('t-1'), expiresAt: '2026-11-27T00:00:01.000Z' } as TokenReply);
		jest.advanceTimersByTime(1000);
		expect(await asksAnew('i', '')).toBe(true);
		await issue('j', reply('t-1'));
		jest.setSystemTime(Date.UTC(2026, 10, 26));
		expect(await asksAnew('j', '')).toBe(true);
	});
});

test('where the shared request got no answer, the others make their own, all at once', async () => {
	const { open, request } = requests();
	const failing = shareTokenRequest('d', '', request);
	const others = [1, 2, 3].map(async () => await shareTokenRequest('d', '', request));
	open[0]?.fail(new Error('stopped'));
	await expect(failing).rejects.toThrow('stopped');
	while (open.length < 4) await Promise.resolve();
	open.slice(1).forEach(({ answer }) => answer(reply('t-2')));
	expect(await Promise.all(others)).toEqual([reply('t-2'), reply('t-2'), reply('t-2')]);
});

test('accounts do not share', async () => {
	const { open, request } = requests();
	void shareTokenRequest('e', '', request);
	void shareTokenRequest('f', '', request);
	expect(open).toHaveLength(2);
	open.forEach(({ answer }) => answer(reply('t')));
	await Promise.resolve();
});
