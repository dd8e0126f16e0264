/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- a benchmark, never inside n8n */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Distance } from '../distanceProcess';
import {
	median,
	mustDeliverAll,
	sendTexts,
	startContender,
	UNLIMITED,
	type EmulatorProcess,
	type Entry,
} from '../measure';
import { start } from '../processes';
import { times, type Section } from '../report';

const ROUND_TRIP_MS = 50;
const MOST_TIMES = 1.5;

const ours: Entry = { name: 'This node, defaults', contender: 'ourNode', settings: {} };
const allAtOnce: Entry = {
	name: 'HTTP Request node, defaults (all at once)',
	contender: 'httpRequestNode',
	settings: {},
};
const entries: readonly Entry[] = [
	ours,
	{ name: 'This node, Concurrency 5', contender: 'ourNode', settings: { inFlight: 5 } },
	allAtOnce,
	{ name: 'Official SDK, 5 at once', contender: 'officialSdk', settings: { inFlight: 5 } },
];

/** (a) A small campaign to a server behind TLS, some way off. */
export async function far(
	emulator: EmulatorProcess,
	{ runs, messages }: { runs: number; messages: number },
): Promise<Section> {
	const folder = await mkdtemp(join(tmpdir(), 'benchmark-tls-'));
	const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
	const distance = start<Distance, { url: string }>('distanceProcess.ts');
	try {
		execFileSync(
			'openssl',
			`req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout ${key} -out ${certificate}`.split(
				' ',
			),
			{ stdio: 'ignore' },
		);
		const { target } = await emulator.ask(UNLIMITED);
		const { url } = await distance.ask({
			url: target.baseUrl,
			roundTripMs: ROUND_TRIP_MS,
			certificate,
			key,
		});
		const found = new Map<string, number[]>();
		for (let run = 0; run < runs; run++) {
			for (const { name, contender, settings } of entries) {
				const process = await startContender(contender, emulator, { url, certificate });
				const send = async () =>
					await sendTexts(process, emulator, messages, { ...settings, messagesPerMinute: 0 });
				await send();
				const { ms } = mustDeliverAll(await send(), messages, name);
				found.set(name, [...(found.get(name) ?? []), ms]);
				await process.end();
			}
		}
		const medianMs = ({ name }: Entry) => median(found.get(name) ?? []);
		const ratio = medianMs(ours) / medianMs(allAtOnce);
		return {
			title: `(a) ${messages} messages through TLS, ${ROUND_TRIP_MS} ms there and back`,
			how: `As before, but through a proxy in a process of its own that ends TLS and delays each direction by ${ROUND_TRIP_MS / 2} ms, and a new connection by one round trip. Median of ${runs}.`,
			rows: entries.map((entry) => ({
				Sender: entry.name,
				Time: `${(medianMs(entry) / 1000).toFixed(2)} s`,
				'Of the HTTP Request node': times(medianMs(entry) / medianMs(allAtOnce)),
			})),
			goals: [
				{
					goal: `(a) ${messages} messages through TLS, ${ROUND_TRIP_MS} ms there and back: at most ${MOST_TIMES} × the HTTP Request node`,
					measured: times(ratio),
					met: ratio <= MOST_TIMES,
				},
			],
		};
	} finally {
		await distance.end();
		await rm(folder, { recursive: true });
	}
}
