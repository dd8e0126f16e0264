/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a benchmark, never inside n8n */
import { startEmulator, type Emulator, type Fault } from '../emulator/server';
import { accountOf } from '../test/support/credential';
import { crowd } from '../test/node/crowd';
import { answer } from './answer';
import type { Target } from './contenders/contender';
import { PEOPLE } from './people';

export interface Prepare {
	readonly latencyMs: number;
	/** 0: no quota. */
	readonly perWindow: number;
	readonly windowMs: number;
	readonly faults?: readonly Fault[];
}

/** What happened since the last question. */
export interface Tally {
	readonly target: Target;
	readonly delivered: number;
	/** Counted by content: a message that arrived twice counts once. */
	readonly distinct: number;
	readonly rateLimited: number;
	/** Requests that a fault struck. */
	readonly struck: number;
	/** Of this process. */
	readonly cpuMs: number;
}

let running: Promise<Emulator> | undefined;
let messages: string[] = [];
let rateLimited = 0;
let struck = 0;
let cpu = process.cpuUsage();

async function started(): Promise<Emulator> {
	const emulator = await startEmulator({ world: crowd(PEOPLE) });
	emulator.inbox.events.on('message', ({ receiverId, content }) =>
		messages.push(receiverId + JSON.stringify(content)),
	);
	emulator.inbox.events.on('request', ({ status, fault }) => {
		if (status === 429) rateLimited += 1;
		if (fault !== null) struck += 1;
	});
	return emulator;
}

answer<Prepare, Tally>(async ({ latencyMs, perWindow, windowMs, faults: wanted = [] }) => {
	const emulator = await (running ??= started());
	const { inbox, settings, faults } = emulator;
	const { user, system } = process.cpuUsage(cpu);
	const tally = {
		target: accountOf(emulator),
		delivered: messages.length,
		distinct: new Set(messages).size,
		rateLimited,
		struck,
		cpuMs: (user + system) / 1000,
	};
	messages = [];
	rateLimited = struck = 0;
	inbox.clear();
	faults.clear();
	for (const fault of wanted) faults.add(fault);
	Object.assign(settings, { latencyMs, quota: { limit: perWindow, windowMs } });
	cpu = process.cpuUsage();
	return tally;
});
