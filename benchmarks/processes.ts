/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- a benchmark, never inside n8n */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { n8n } from '../test/support/n8nServer/install';

/** A process that answers one question after the other; see {@link answer}. */
export interface Process<Question, Answer> {
	ask(question: Question): Promise<Answer>;
	end(): Promise<void>;
}

/** Starts a file of this folder with the Node that n8n runs on: the same for everything that is compared. */
export function start<Question extends object, Answer>(
	file: string,
	execArgv: string[] = ['--import', 'tsx'],
	environment: Record<string, string> = {},
): Process<Question, Answer> {
	const child = fork(join(__dirname, file), {
		execPath: n8n.node,
		execArgv,
		cwd: join(__dirname, '..'),
		env: { ...process.env, ...environment },
	});
	const ended = new Promise<{ error: string }>((resolve) =>
		child.once('exit', (code, signal) => resolve({ error: `ended with ${code ?? signal}` })),
	);
	return {
		async ask(question) {
			const done = new AbortController();
			const answered = once(child, 'message', { signal: done.signal }) as Promise<
				[{ value: Answer } | { error: string }]
			>;
			child.send(question);
			const reply = await Promise.race([answered.then(([message]) => message), ended]);
			answered.catch(() => undefined);
			done.abort();
			if ('error' in reply) throw new Error(`${file}: ${reply.error}`);
			return reply.value;
		},
		async end() {
			child.disconnect();
			await ended;
		},
	};
}
