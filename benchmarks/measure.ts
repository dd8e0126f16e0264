import type { ContenderName } from './contenders';
import type { Settings, TextMessage } from './contenders/contender';
import type { Measured, Task } from './contenderProcess';
import { PEOPLE } from './people';
import type { Prepare, Tally } from './emulatorProcess';
import { start, type Process } from './processes';

export type EmulatorProcess = Process<Prepare, Tally>;
export type ContenderProcess = Process<Task, Measured>;

export const UNLIMITED: Prepare = { latencyMs: 0, perWindow: 0, windowMs: 60_000 };

/** One sender: which contender, with which settings. */
export interface Entry {
	readonly name: string;
	readonly contender: ContenderName;
	readonly settings: Settings;
}

export function startEmulatorProcess(): EmulatorProcess {
	return start('emulatorProcess.ts');
}

/**
 * A contender in its own process, loaded and with an app token.
 * @param behind another way to the emulator, and a file with its certificate
 */
export async function startContender(
	contender: ContenderName,
	emulator: EmulatorProcess,
	behind?: { readonly url: string; readonly certificate: string },
): Promise<ContenderProcess> {
	const process: ContenderProcess = start(
		'contenderProcess.ts',
		undefined,
		behind && { NODE_EXTRA_CA_CERTS: behind.certificate },
	);
	const { target } = await emulator.ask(UNLIMITED);
	await process.ask({
		load: contender,
		target: behind ? { ...target, baseUrl: behind.url } : target,
	});
	return process;
}

/** The same messages for everyone; no two are alike. */
export function texts(count: number): TextMessage[] {
	return Array.from({ length: count }, (_, i) => ({
		to: `ou_${i % PEOPLE}`,
		text: `Hello ${i}: your ticket has been answered. Please have a look.`,
	}));
}

export interface Outcome extends Measured {
	/** According to the emulator. */
	readonly seen: Tally;
}

/** Sends texts under the given conditions. */
export async function sendTexts(
	process: ContenderProcess,
	emulator: EmulatorProcess,
	count: number,
	settings: Settings,
	circumstances = UNLIMITED,
	messages = texts(count),
): Promise<Outcome> {
	await emulator.ask(circumstances);
	const measured = await process.ask({ texts: messages, settings });
	return { ...measured, seen: await emulator.ask(UNLIMITED) };
}

/** Nobody wins by sending less. */
export function mustDeliverAll(outcome: Outcome, count: number, name: string): Outcome {
	if (outcome.seen.distinct !== count || outcome.seen.delivered !== count)
		throw new Error(
			`${name} delivered ${outcome.seen.delivered} of ${count} messages, ${outcome.seen.distinct} of them distinct`,
		);
	return outcome;
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle) - 1] ?? NaN)) / 2;
}
