import { shareTokenRequest } from '../../../../nodes/shared/credential/shareTokenRequest';
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
	const all = Promise.all([1, 2, 3].map(async () => await shareTokenRequest('a', request)));
	expect(open).toHaveLength(1);
	open[0]?.answer(reply('t-1'));
	const answers = await all;
	expect(answers).toEqual([reply('t-1'), reply('t-1'), reply('t-1')]);
	expect(new Set(answers).size).toBe(3);
});

test('a refusal is the answer for all', async () => {
	const { open, request } = requests();
	const all = Promise.all([1, 2].map(async () => await shareTokenRequest('b', request)));
	const refusal: TokenReply = { isIssued: false, httpStatus: 200, code: 10014, isTemporary: false };
	open[0]?.answer(refusal);
	expect(await all).toEqual([refusal, refusal]);
	expect(open).toHaveLength(1);
});

test('nothing is kept: the next one asks again, also after a failure', async () => {
	const { open, request } = requests();
	const first = shareTokenRequest('c', request);
	open[0]?.answer(reply('t-1'));
	await first;
	const second = shareTokenRequest('c', request);
	open[1]?.fail(new Error('no answer'));
	await expect(second).rejects.toThrow('no answer');
	const third = shareTokenRequest('c', request);
	open[2]?.answer(reply('t-3'));
	expect(await third).toEqual(reply('t-3'));
});

test('where the shared request got no answer, the others make their own, all at once', async () => {
	const { open, request } = requests();
	const failing = shareTokenRequest('d', request);
	const others = [1, 2, 3].map(async () => await shareTokenRequest('d', request));
	open[0]?.fail(new Error('stopped'));
	await expect(failing).rejects.toThrow('stopped');
	while (open.length < 4) await Promise.resolve();
	open.slice(1).forEach(({ answer }) => answer(reply('t-2')));
	expect(await Promise.all(others)).toEqual([reply('t-2'), reply('t-2'), reply('t-2')]);
});

test('accounts do not share', async () => {
	const { open, request } = requests();
	void shareTokenRequest('e', request);
	void shareTokenRequest('f', request);
	expect(open).toHaveLength(2);
	open.forEach(({ answer }) => answer(reply('t')));
	await Promise.resolve();
});
