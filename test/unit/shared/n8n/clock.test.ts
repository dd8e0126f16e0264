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
