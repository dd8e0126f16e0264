/* eslint-disable no-console, @n8n/community-nodes/no-restricted-globals -- speaks to the person at the terminal */
import setup from '../support/setup';
import { liveTarget, missingVariables, optionalVariables } from './target';

/** Refuses to send anything until it is told in whose name, and to whom. */
export default function liveSetup(): void {
	setup();
	const missing = missingVariables();
	if (missing.length > 0) {
		const list = (variables: ReadonlyArray<[string, string]>) =>
			variables.map(([name, meaning]) => `  ${name.padEnd(28)}${meaning}`).join('\n');
		console.error(
			`Nothing was sent. These variables are missing:\n${list(missing)}\n\nThese may be set:\n${list(Object.entries(optionalVariables))}\n\nSee docs/live-check.md.`,
		);
		process.exit(1);
	}
	const { baseUrl, receiver } = liveTarget();
	console.log(`Asking ${baseUrl}. About 50 messages go to ${receiver}, and to nobody else.`);
}
