/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a benchmark, never inside n8n */
import { subscribe } from 'node:diagnostics_channel';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import { answer } from './answer';
import { loadContender, type ContenderName } from './contenders';
import type {
	Contender,
	PictureMessage,
	Settings,
	Target,
	TextMessage,
} from './contenders/contender';

export type Task =
	| { readonly load: ContenderName; readonly target: Target }
	| { readonly texts: readonly TextMessage[]; readonly settings: Settings }
	| { readonly pictures: readonly PictureMessage[]; readonly settings: Settings };

export interface Measured {
	readonly ms: number;
	/** Of this process, all threads. */
	readonly cpuMs: number;
	/** The highest memory of this process since it started; before and after the task. */
	readonly peakBytesBefore: number;
	readonly peakBytes: number;
	/** Number of TCP connections that were opened. */
	readonly connections: number;
	/** How late the event loop was. */
	readonly delayMs: { readonly p99: number; readonly longest: number };
	/** According to the contender. */
	readonly delivered: number;
}

const DELAY_SAMPLED_MS = 10;

let contender: Contender | undefined;
let connections = 0;
subscribe('net.client.socket', () => void connections++);
const peak = () => process.resourceUsage().maxRSS * 1024;

async function carryOut(task: Task): Promise<number> {
	if ('load' in task) {
		contender = await loadContender(task.load, task.target);
		return 0;
	}
	if (!contender) throw new Error('Nothing is loaded');
	if ('texts' in task) return await contender.sendTexts(task.texts, task.settings);
	return (await contender.sendPictures?.(task.pictures, task.settings)) ?? 0;
}

answer<Task, Measured>(async (task) => {
	const connectionsBefore = connections;
	const peakBytesBefore = peak();
	const delay = monitorEventLoopDelay({ resolution: DELAY_SAMPLED_MS });
	delay.enable();
	const start = performance.now();
	const cpu = process.cpuUsage();
	const delivered = await carryOut(task);
	const { user, system } = process.cpuUsage(cpu);
	const ms = performance.now() - start;
	delay.disable();
	const late = (nanoseconds: number) => Math.max(nanoseconds / 1e6 - DELAY_SAMPLED_MS, 0);
	return {
		ms,
		cpuMs: (user + system) / 1000,
		peakBytesBefore,
		peakBytes: peak(),
		connections: connections - connectionsBefore,
		delayMs: { p99: late(delay.percentile(99)), longest: late(delay.max) },
		delivered,
	};
});
