/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a command for the terminal */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

import { startEmulator } from '../emulator/server';
import { reachLoopbackDirectly } from '../test/support/loopback';
import type { WorkflowJson } from '../test/support/n8nEngine/engine';
import {
	createUserFolder,
	linkPackage,
	startMain,
	type N8nServer,
} from '../test/support/n8nServer/server';
import { OWNER, signIn } from '../test/support/n8nServer/session';
import {
	createCredential,
	createWorkflow,
	withCredential,
} from '../test/support/n8nServer/workflows';

const EXAMPLES = join(__dirname, '../examples');

const HELP = `The real n8n with this package, an emulated Feishu, a ready credential and all examples.

  npm run dev                    n8n on port 5678, the emulator on 3210
  npm run dev -- --port 5679     n8n on another port; 0 for any
  npm run dev -- --emulator 0    the emulator on another port

After a change: npm run build, then Enter. Nothing is kept when it ends.`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '5678' },
			emulator: { type: 'string', default: '3210' },
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help) return console.log(HELP);

	reachLoopbackDirectly();
	const folder = createUserFolder();
	const log = join(folder, 'n8n.log');
	linkPackage(folder);
	const emulator = await startEmulator({ port: Number(values.emulator) });
	let n8n: N8nServer | undefined;
	const start = async (port?: number) => await startMain({ folder, log, port });
	const ended = new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
	try {
		console.log('Starting n8n ...');
		n8n = await start(Number(values.port) || undefined);
		const { url } = n8n;
		const api = await signIn(url);
		const credential = await createCredential(api, emulator);
		for (const file of readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'))) {
			const example = JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as WorkflowJson & {
				name: string;
			};
			await createWorkflow(api, withCredential(example, credential));
		}
		console.log(`
n8n       ${url}/home/workflows   (sign in with ${OWNER.email}, ${OWNER.password})
Inbox     ${emulator.url}   (people to write to: ${emulator.url}/#people)
Log       ${log}

After a change: npm run build, then Enter restarts n8n. Ctrl-C ends everything.`);
		const restart = async () => {
			await n8n?.stop();
			n8n = await start(Number(new URL(url).port));
			console.log('n8n has restarted.');
		};
		const lines = createInterface({ input: process.stdin }).on('line', () => void restart());
		await ended;
		lines.close();
	} finally {
		await n8n?.stop();
		await emulator.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
