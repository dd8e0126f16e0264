/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, no-console -- a command for the terminal */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { reachLoopbackDirectly } from '../test/support/loopback';
import { n8n } from '../test/support/n8nServer/install';
import { ceiling } from './cases/ceiling';
import { coldStart } from './cases/coldStart';
import { compile } from './cases/compile';
import { cpu } from './cases/cpu';
import { keys } from './cases/keys';
import { far } from './cases/far';
import { latency } from './cases/latency';
import { limits } from './cases/limits';
import { afterMishap } from './cases/mishaps';
import { outage } from './cases/outage';
import { pictures } from './cases/pictures';
import { prepare } from './cases/prepare';
import { quota } from './cases/quota';
import { startEmulatorProcess, type EmulatorProcess } from './measure';
import { report, type Section } from './report';

const HELP = `Measures the node beside what one would use instead, and writes benchmarks/results.md.

  npm run bench                      everything, about 20 minutes
  npm run bench -- --quick           small sizes, to see that it works: prints, writes nothing
  npm run bench -- --only cpu,quota  some of latency, far, outage, mishaps, prepare, keys, cpu, pictures, quota, coldStart, compile, limits, ceiling: prints, writes nothing`;

type Case = (emulator: EmulatorProcess, quick: boolean) => Promise<Section | Section[]>;

const cases: Record<string, Case> = {
	latency: async (emulator, quick) =>
		await latency(emulator, quick ? { runs: 1, messages: 20 } : { runs: 3, messages: 100 }),
	far: async (emulator, quick) =>
		await far(emulator, quick ? { runs: 1, messages: 20 } : { runs: 3, messages: 100 }),
	outage: async (emulator, quick) => await outage(emulator, { messages: quick ? 200 : 1_000 }),
	mishaps: async (emulator) => await afterMishap(emulator, { messages: 20 }),
	prepare: async (emulator, quick) =>
		await prepare(
			emulator,
			quick ? { runs: 1, sizes: [100, 1_000] } : { runs: 3, sizes: [1_000, 10_000] },
		),
	keys: async (emulator, quick) =>
		await keys(
			emulator,
			quick ? { runs: 1, small: 20, large: 200 } : { runs: 3, small: 100, large: 5_000 },
		),
	cpu: async (emulator, quick) =>
		await cpu(
			emulator,
			quick ? { runs: 1, sizes: [20, 50, 200] } : { runs: 3, sizes: [100, 1_000, 10_000] },
		),
	pictures: async (emulator, quick) =>
		await pictures(
			emulator,
			quick ? { runs: 1, count: 10, bytes: 1_000_000 } : { runs: 3, count: 100, bytes: 5_000_000 },
		),
	quota: async (_emulator, quick) =>
		await quota(
			quick
				? { count: 25, perWindow: 10, windowMs: 3_000 }
				: { count: 250, perWindow: 100, windowMs: 60_000 },
		),
	coldStart: async (_emulator, quick) => await coldStart({ runs: quick ? 1 : 9 }),
	compile: async (_emulator, quick) => await compile({ runs: quick ? 1 : 3 }),
	limits: async (_emulator, quick) => await limits({ runs: quick ? 1 : 3 }),
	ceiling: async (emulator, quick) =>
		await ceiling(emulator, quick ? { runs: 1, messages: 100 } : { runs: 3, messages: 4_000 }),
};

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			quick: { type: 'boolean' },
			only: { type: 'string' },
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help) return console.log(HELP);
	const chosen = values.only?.split(',') ?? Object.keys(cases);
	const unknown = chosen.find((name) => !(name in cases));
	if (unknown !== undefined) throw new Error(`There is no case ${unknown}.\n\n${HELP}`);

	reachLoopbackDirectly();
	const machine = describeMachine();
	const sections: Section[] = [];
	for (const name of chosen) {
		const start = performance.now();
		const emulator = startEmulatorProcess();
		try {
			const load = `Load average when it began: ${loadavg()[0]?.toFixed(2)}.`;
			const found = [(await cases[name]?.(emulator, values.quick === true)) ?? []].flat();
			sections.push(...found.map((section) => ({ ...section, how: `${section.how} ${load}` })));
		} finally {
			await emulator.end();
		}
		console.error(`${name}: ${Math.round((performance.now() - start) / 1000)} s`);
	}
	const written = report(machine, sections);
	console.log(written);
	if (!values.quick && values.only === undefined)
		writeFileSync(join(__dirname, 'results.md'), written);
}

function describeMachine(): string {
	const [processor] = cpus();
	const node = execFileSync(n8n.node, ['--version'], { encoding: 'utf8' }).trim();
	return `${processor?.model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB; ${process.platform}; Node ${node} for all senders; n8n ${n8n.version}.`;
}

main().catch((error: Error) => {
	console.error(error.message);
	process.exitCode = 1;
});
