/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a command for the terminal */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { IRun } from 'n8n-workflow';

import { startEmulator, type Emulator } from '../emulator/server';
import { accountOf, credentialOf } from '../test/support/credential';
import { loadEngine, type WorkflowJson } from '../test/support/n8nEngine/engine';
import { reachLoopbackDirectly } from '../test/support/loopback';

const ROOT = join(__dirname, '..');

const HELP = `Runs examples/message-types.json on n8n's engine against an emulated Feishu.

  npm run demo              shows what was sent, and stays up so that you can look into the inbox
  npm run demo -- --once    ends by itself`;

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { once: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
	});
	if (values.help) return console.log(HELP);

	reachLoopbackDirectly();
	const workflow = JSON.parse(
		readFileSync(join(ROOT, 'examples/message-types.json'), 'utf8'),
	) as WorkflowJson;
	const emulator = await startEmulator();
	try {
		const engine = await loadEngine(ROOT);
		const run = await engine.run(workflow, {
			'feishu-helpdesk': credentialOf(accountOf(emulator)),
		});
		console.log(
			`examples/message-types.json ran on n8n's engine: ${run.status}.\n\n${table(summary(workflow, run, emulator))}\n`,
		);
		console.log(
			'The refusal is intended: the receiver has a ticket in progress, so the workflow continues with the private chat.',
		);
		if (run.status !== 'success') process.exitCode = 1;
		if (values.once) return;
		console.log(`\nInbox: ${emulator.url}/view/latest\n\nPress Ctrl-C to stop.`);
		await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
	} finally {
		await emulator.close();
	}
}

/** The receiver comes last: in a terminal a Chinese character is as wide as two letters. */
type Row = [node: string, type: string, result: string];

/** One line per output item of our nodes, in the order of the nodes. */
function summary(workflow: WorkflowJson, run: IRun, { inbox, world }: Emulator): Row[] {
	return workflow.nodes.flatMap(({ name }) => {
		const outputs = run.data.resultData.runData[name]?.[0]?.data?.main ?? [];
		return outputs.flat().flatMap((item): Row[] => {
			const { message_id: messageId, error, openId } = item?.json ?? {};
			const message = inbox.messages.find(({ id }) => id === messageId);
			if (message) {
				const to = message.receiveType === 'chat' ? 'dedicated group' : 'private chat';
				return [[name, message.msgType, `${message.receiver.name}: sent to the ${to}`]];
			}
			if (typeof error !== 'string') return [];
			const receiver = world.people.find((person) => person.openId === openId);
			return [[name, '', `${receiver?.name}: ${error}`]];
		});
	});
}

function table(rows: Row[]): string {
	const width = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
	return rows
		.map(
			([node, type, result]) => `  ${node.padEnd(width(0))}  ${type.padEnd(width(1))}  ${result}`,
		)
		.join('\n');
}

void main();
