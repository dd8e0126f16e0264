/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a benchmark, never inside n8n */
import { startEmulator, type Emulator } from '../emulator/server';
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
	/** From this message on, connections are closed without an answer. */
	readonly lostFrom?: number;
}

/** What happened since the last question. */
export interface Tally {
	readonly target: Target;
	readonly delivered: number;
	/** Counted by content: a message that arrived twice counts once. */
	readonly distinct: number;
	readonly rateLimited: number;
	/** Requests that got no answer. */
	readonly lost: number;
	/** Of this process. */
	readonly cpuMs: number;
}

let running: Promise<Emulator> | undefined;
let messages: string[] = [];
let rateLimited = 0;
let cpu = process.cpuUsage();

async function started(): Promise<Emulator> {
	const emulator = await startEmulator({ world: crowd(PEOPLE) });
	emulator.inbox.events.on('message', ({ receiverId, content }) =>
		messages.push(receiverId + JSON.stringify(content)),
	);
	emulator.inbox.events.on('request', ({ status }) => (rateLimited += status === 429 ? 1 : 0));
	return emulator;
}

/** More than anybody sends. */
const EVER = 1e6;

answer<Prepare, Tally>(async ({ latencyMs, perWindow, windowMs, lostFrom }) => {
	const emulator = await (running ??= started());
	const { inbox, settings, faults } = emulator;
	const { user, system } = process.cpuUsage(cpu);
	const tally = {
		target: accountOf(emulator),
		delivered: messages.length,
		distinct: new Set(messages).size,
		rateLimited,
		lost: faults.list().reduce((sum, { times = EVER }) => sum + EVER - times, 0),
		cpuMs: (user + system) / 1000,
	};
	messages = [];
	rateLimited = 0;
	inbox.clear();
	faults.clear();
	if (lostFrom !== undefined)
		faults.add({ on: 'message', kind: 'dropBeforeDelivery', skip: lostFrom, times: EVER });
	Object.assign(settings, { latencyMs, quota: { limit: perWindow, windowMs } });
	cpu = process.cpuUsage();
	return tally;
});
