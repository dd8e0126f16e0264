/* eslint-disable @n8n/community-nodes/no-restricted-globals -- lets pending promises settle */
import type { Pace } from '../../../../nodes/shared/delivery/pace';
import {
	accountState,
	heldKeysOf,
	oneAtATime,
	rememberedOf,
	type AccountState,
} from '../../../../nodes/shared/n8n/sharedState';

describe('more accounts than are kept', () => {
	const first = (name: string) => accountState(name, 0);
	/** So many others, later. */
	const crowd = (name: string, now: number) => {
		for (let i = 0; i < 100; i++) accountState(`${name} ${i}`, now);
	};
	const isUnderWay = (pace: Pace) => pace.take(pace.join(100), 0);

	test('those that do nothing are forgotten', () => {
		const idle = first('idle');
		crowd('idle crowd', 0);
		expect(first('idle')).not.toBe(idle);
	});

	test('fewer are all kept', () => {
		crowd('busy crowd', 0);
		const one = first('one');
		accountState('two', 0);
		expect(first('one')).toBe(one);
	});

	test.each<[string, (account: AccountState) => unknown]>([
		['messages', ({ pace }) => isUnderWay(pace)],
		['other calls', ({ sidePace }) => isUnderWay(sidePace)],
		['searches for tickets', ({ ticketQuotas }) => isUnderWay(ticketQuotas.search.pace)],
		['messages into tickets', ({ ticketQuotas }) => isUnderWay(ticketQuotas.sendMessage.pace)],
		['a token', (account) => (account.fetchingToken = Promise.resolve(undefined))],
	])('those with %s under way are kept: quota and token stay the same', (what, occupy) => {
		const account = first(what);
		occupy(account);
		crowd(`crowd around ${what}`, 0);
		crowd(`more around ${what}`, 0);
		expect(first(what)).toBe(account);
	});
});

test('each execution remembers for itself, each row of keys is one', () => {
	const [one, other] = [{}, {}];
	expect(rememberedOf(one)).toBe(rememberedOf(one));
	expect(rememberedOf(one)).not.toBe(rememberedOf(other));
	expect(heldKeysOf('a')).toBe(heldKeysOf('a'));
	expect(heldKeysOf('a')).not.toBe(heldKeysOf('b'));
});

describe('work on the same thing', () => {
	/** Begins when it may, ends when it is told. */
	function work(log: string[], name: string) {
		let end = (): void => undefined;
		const ended = new Promise<void>((resolve) => (end = resolve));
		const run = async () => {
			log.push(name);
			await ended;
			return name;
		};
		return { run, end: () => end() };
	}
	const settle = async () => await new Promise((resolve) => setImmediate(resolve));

	test('is done one after the other, work on something else at once', async () => {
		const log: string[] = [];
		const [a, b, c, other] = ['a', 'b', 'c', 'other'].map((name) => work(log, name));
		if (!a || !b || !c || !other) throw new TypeError('no work');
		const done = [oneAtATime('thing', a.run), oneAtATime('thing', b.run)];
		done.push(oneAtATime('something else', other.run));
		await settle();
		expect(log).toEqual(['a', 'other']);
		a.end();
		await settle();
		expect(log).toEqual(['a', 'other', 'b']);
		// Who comes while the last one works waits too.
		done.push(oneAtATime('thing', c.run));
		await settle();
		expect(log).toEqual(['a', 'other', 'b']);
		for (const { end } of [b, c, other]) end();
		expect(await Promise.all(done)).toEqual(['a', 'b', 'other', 'c']);
	});

	test('goes on after a failure, which is told to whoever asked', async () => {
		const failed = oneAtATime('fails', async () => await Promise.reject(new Error('locked')));
		const next = oneAtATime('fails', async () => 'done');
		await expect(failed).rejects.toThrow('locked');
		expect(await next).toBe('done');
	});
});
