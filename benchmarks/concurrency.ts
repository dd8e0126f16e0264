/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a command for the terminal */
// How long 100 messages take by the option Concurrency: npm run build && npx tsx benchmarks/concurrency.ts
import { join } from 'node:path';

import { startEmulator } from '../emulator/server';
import { loadEngine, type WorkflowJson } from '../engine/engine';
import { crowd } from '../test/node/crowd';

const MESSAGES = 100;
const RUNS = 3;

function workflow(concurrency: number): WorkflowJson {
	return {
		nodes: [
			{ id: '1', name: 'Trigger', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			{
				id: '2',
				name: 'Send',
				type: 'n8n-nodes-feishu-helpdesk.sendBotMessage',
				typeVersion: 1,
				position: [220, 0],
				parameters: { receiverId: '={{ $json.to }}', text: 'Hello {{ $json.to }}', options: { messagesPerMinute: 0, concurrency } },
				credentials: { feishuHelpdeskApi: { id: 'credential', name: 'Feishu Helpdesk' } },
			},
		],
		connections: { Trigger: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
		pinData: { Trigger: Array.from({ length: MESSAGES }, (_, i) => ({ json: { to: `ou_${i}` } })) },
	};
}

async function main(): Promise<void> {
	const engine = await loadEngine(join(__dirname, '..'));
	const emulator = await startEmulator({ world: crowd(MESSAGES), quota: { limit: 0, windowMs: 60_000 } });
	const { apps, helpdesks } = emulator.world;
	const store = { credential: { region: 'custom', baseUrl: emulator.url, ...apps[0], ...helpdesks[0] } as never };
	await engine.run(workflow(10), store);
	const rows = [];
	for (const latencyMs of [20, 100]) {
		emulator.settings.latencyMs = latencyMs;
		let single = 0;
		for (const concurrency of [1, 2, 5, 10]) {
			const times: number[] = [];
			for (let run = 0; run < RUNS; run++) {
				const start = performance.now();
				await engine.run(workflow(concurrency), store);
				times.push(performance.now() - start);
			}
			const median = times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? NaN;
			if (concurrency === 1) single = median;
			rows.push({ 'Latency (ms)': latencyMs, Concurrency: concurrency, 'Median (s)': Number((median / 1000).toFixed(2)), 'Share of one lane': Number((median / single).toFixed(2)) });
		}
	}
	console.table(rows);
	await emulator.close();
}

void main();
