import type { IExecuteFunctions } from 'n8n-workflow';

import { followProgress } from '../../../../nodes/shared/n8n/progress';

test('lanes that wait for the same moment make one line in the log', () => {
	const lines: string[] = [];
	const context = {
		logger: { info: (line: string) => lines.push(line) },
		addExecutionHints: () => undefined,
	} as unknown as IExecuteFunctions;
	const progress = followProgress(context, 10);
	progress.onSettled(3);
	for (const ms of [60_000, 59_990, 59_980, 1_999]) progress.onQuotaWait(ms);
	expect(lines).toEqual(['Feishu Helpdesk: 3 of 10 messages done, waiting 60 s for the quota']);
});
