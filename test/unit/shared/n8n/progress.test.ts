import type { IExecuteFunctions } from 'n8n-workflow';

import { followProgress } from '../../../../nodes/shared/n8n/progress';

/** What stands in the log and in the output pane. */
function progressOf(total: number) {
	const lines: string[] = [];
	const hints: object[] = [];
	const context = {
		logger: { info: (line: string) => lines.push(line) },
		addExecutionHints: (hint: object) => hints.push(hint),
	} as unknown as IExecuteFunctions;
	return { progress: followProgress(context, total), lines, hints };
}

test('lanes that wait for the same moment make one line in the log', () => {
	const { progress, lines } = progressOf(10);
	progress.onSettled(3);
	for (const ms of [60_000, 59_990, 59_980, 1_999]) progress.onQuotaWait(ms);
	expect(lines).toEqual(['Feishu Helpdesk: 3 of 10 messages done, waiting 60 s for the quota']);
});

test('afterwards the output pane says how long all of it was, and what to do', () => {
	const { progress, lines, hints } = progressOf(10);
	const now = jest.spyOn(performance, 'now');
	for (const [at, ms] of [
		[0, 2000],
		[2000, 3000],
	] as const) {
		now.mockReturnValue(at);
		progress.onQuotaWait(ms);
	}
	now.mockRestore();
	progress.finish();
	expect(lines).toHaveLength(2);
	expect(hints).toEqual([
		{
			message:
				"Sending waited 5 seconds for Feishu's quota. It can be set with the option 'Messages per Minute'.",
			location: 'outputPane',
		},
	]);
});

test('who did not wait long is told nothing', () => {
	const { progress, lines, hints } = progressOf(10);
	progress.onQuotaWait(1_999);
	progress.finish();
	expect([...lines, ...hints]).toEqual([]);
});
