import type { IExecuteFunctions } from 'n8n-workflow';

/** Waits shorter than this are not worth a line in the log. */
const NOTABLE_WAIT_MS = 2_000;

/** Tells of long waits: while they last in the log, afterwards in the output pane. */
export function followProgress(context: IExecuteFunctions, total: number) {
	let settled = 0;
	let waitingUntil = 0;
	let waitedMs = 0;
	return {
		onSettled(count: number): void {
			settled = count;
		},
		onQuotaWait(ms: number): void {
			const now = performance.now();
			// All lanes wait for the same moment: one of them tells of it.
			if (ms < NOTABLE_WAIT_MS || now < waitingUntil) return;
			waitingUntil = now + ms;
			waitedMs += ms;
			context.logger.info(
				`Feishu Helpdesk: ${settled} of ${total} messages done, waiting ${Math.ceil(ms / 1000)} s for the quota`,
			);
		},
		finish(): void {
			if (waitedMs === 0) return;
			const message = `Sending waited ${Math.round(waitedMs / 1000)} seconds for Feishu's quota. It can be set with the option 'Messages per Minute'.`;
			context.addExecutionHints({ message, location: 'outputPane' });
		},
	};
}
