import {
	median,
	mustDeliverAll,
	sendTexts,
	startContender,
	type EmulatorProcess,
} from '../measure';
import type { Section } from '../report';

const IN_FLIGHT = 25;

/** The most that the emulator can do: otherwise the other cases would measure the emulator. */
export async function ceiling(
	emulator: EmulatorProcess,
	{ runs, messages }: { runs: number; messages: number },
): Promise<Section> {
	const perMessage: number[] = [];
	const perSecond: number[] = [];
	for (let run = 0; run < runs; run++) {
		const sender = await startContender('bareHttp', emulator);
		await sendTexts(sender, emulator, messages, { inFlight: IN_FLIGHT });
		const { ms, seen } = mustDeliverAll(
			await sendTexts(sender, emulator, messages, { inFlight: IN_FLIGHT }),
			messages,
			'Node',
		);
		perMessage.push(seen.cpuMs / messages);
		perSecond.push((messages / ms) * 1000);
		await sender.end();
	}
	return {
		title: 'The emulator itself',
		how: `${messages} texts from Node's own HTTP client, ${IN_FLIGHT} at once, no latency, median of ${runs}.`,
		rows: [
			{
				'Messages per second': Math.round(median(perSecond)),
				"The emulator's CPU per message": `${median(perMessage).toFixed(2)} ms`,
				'Most that one core allows': `${Math.round(1000 / median(perMessage))} per second`,
			},
		],
		goals: [],
	};
}
