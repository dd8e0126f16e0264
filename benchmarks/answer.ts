/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a benchmark, never inside n8n */
/** Answers the questions of the parent process, and ends with it. */
export function answer<Question, Answer>(work: (question: Question) => Promise<Answer>): void {
	process.on('message', (question: Question) => {
		work(question).then(
			(value) => process.send?.({ value }),
			(error: Error) => process.send?.({ error: error.stack ?? error.message }),
		);
	});
	process.on('disconnect', () => process.exit());
}
