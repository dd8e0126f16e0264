import { realClock } from '../../../../nodes/shared/n8n/clock';

test('a clock of the machine that is set back stops nothing', async () => {
	const clock = realClock(new AbortController().signal);
	const before = clock.now();
	const setBack = jest.spyOn(Date, 'now').mockReturnValue(Date.now() - 3_600_000);
	await clock.sleep(1);
	const passed = clock.now() - before;
	setBack.mockRestore();
	expect(passed).toBeGreaterThan(0);
	expect(passed).toBeLessThan(600_000);
});

test('sleeping takes as long as it was asked for, longer than one slice too', async () => {
	const clock = realClock(new AbortController().signal);
	const before = clock.now();
	await clock.sleep(1100);
	expect(clock.now() - before).toBeGreaterThanOrEqual(1100);
});

test('a signal ends it, and whoever sleeps afterwards does not', async () => {
	const halt = new AbortController();
	const clock = realClock(halt.signal);
	const asleep = clock.sleep(3_600_000);
	halt.abort();
	await asleep;
	await clock.sleep(3_600_000);
});

test('what it draws by chance is between 0 and 1, and not always the same', () => {
	const { random } = realClock(new AbortController().signal);
	const drawn = Array.from({ length: 100 }, random);
	expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true);
	expect(new Set(drawn).size).toBeGreaterThan(1);
});
