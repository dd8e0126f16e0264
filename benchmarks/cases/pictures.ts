/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a benchmark, never inside n8n */
import { randomFillSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { PEOPLE } from '../people';
import {
	median,
	startContender,
	texts,
	UNLIMITED,
	type EmulatorProcess,
	type Entry,
} from '../measure';
import { megabytes, times, type Section } from '../report';
import type { PictureMessage } from '../contenders/contender';

const MOST_BYTES = 100e6;
const MOST_TIMES = 1.2;

const ours: Entry = {
	name: 'This node, defaults',
	contender: 'ourNode',
	settings: { messagesPerMinute: 0 },
};
const allAtOnce: Entry = {
	name: 'Two HTTP Request nodes, defaults (all at once)',
	contender: 'httpRequestNode',
	settings: {},
};
const entries: readonly Entry[] = [
	{ name: 'axios, 5 at once', contender: 'axiosLoop', settings: { inFlight: 5 } },
	ours,
	allAtOnce,
	{
		name: 'Two HTTP Request nodes, Batching 5 per 1 s',
		contender: 'httpRequestNode',
		settings: { batch: { size: 5, intervalMs: 1000 } },
	},
	{ name: 'Official SDK, 5 at once', contender: 'officialSdk', settings: { inFlight: 5 } },
];

/** The second half of (c): the cost of pictures from files. */
export async function pictures(
	emulator: EmulatorProcess,
	{ runs, count, bytes }: { runs: number; count: number; bytes: number },
): Promise<Section> {
	const folder = await mkdtemp(join(tmpdir(), 'benchmark-pictures-'));
	try {
		const messages = await writePictures(folder, count, bytes);
		const found = new Map<
			string,
			Array<{ before: number; peak: number; ms: number; delivered: number }>
		>();
		for (let run = 0; run < runs; run++) {
			for (const { name, contender, settings } of entries) {
				const process = await startContender(contender, emulator);
				const { peakBytes: before } = await process.ask({
					texts: texts(100),
					settings: { ...settings, batch: undefined },
				});
				await emulator.ask(UNLIMITED);
				const { peakBytes: peak, ms } = await process.ask({ pictures: messages, settings });
				const { delivered } = await emulator.ask(UNLIMITED);
				found.set(name, [...(found.get(name) ?? []), { before, peak, ms, delivered }]);
				await process.end();
			}
		}
		const medians = ({ name }: Entry) => {
			const all = found.get(name) ?? [];
			return {
				all,
				before: median(all.map((one) => one.before)),
				peak: median(all.map((one) => one.peak)),
				ms: median(all.map((one) => one.ms)),
			};
		};
		const rows = entries.map((entry) => {
			const { name } = entry;
			const { all, before, peak, ms } = medians(entry);
			return {
				Sender: name,
				Delivered: Math.min(...all.map(({ delivered }) => delivered)),
				'Peak before': megabytes(before),
				'Peak after': megabytes(peak),
				More: megabytes(peak - before),
				Time: `${(ms / 1000).toFixed(1)} s`,
			};
		});
		const mine = medians(ours);
		const ratio = mine.ms / medians(allAtOnce).ms;
		return {
			title: `(c) Memory of ${count} pictures of ${bytes / 1e6} MB`,
			how: `${count} different pictures in files, each uploaded and sent; inside n8n they lie on disk, as they do by default. The highest resident memory after 100 texts and after the pictures, median of ${runs}.`,
			rows,
			goals: [
				{
					goal: `(c) ${count} pictures: at most ${megabytes(MOST_BYTES)} more than 100 texts`,
					measured: megabytes(mine.peak - mine.before),
					met: mine.peak - mine.before <= MOST_BYTES,
				},
				{
					goal: `(c) ${count} pictures: at most ${MOST_TIMES} × the time of two HTTP Request nodes`,
					measured: times(ratio),
					met: ratio <= MOST_TIMES,
				},
			],
		};
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** The start of a PNG of one pixel, then noise: nobody reads that part. */
async function writePictures(
	folder: string,
	count: number,
	size: number,
): Promise<PictureMessage[]> {
	const bytes = Buffer.alloc(size);
	const messages: PictureMessage[] = [];
	for (let i = 0; i < count; i++) {
		randomFillSync(bytes);
		bytes.set(Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010802000000', 'hex'));
		const path = join(folder, `${i}.png`);
		await writeFile(path, bytes);
		messages.push({ to: `ou_${i % PEOPLE}`, path });
	}
	return messages;
}
