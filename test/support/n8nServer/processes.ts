/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- starts other programs */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

/** What to start. */
export interface Program {
	readonly file: string;
	readonly args: readonly string[];
	readonly env: NodeJS.ProcessEnv;
	/** The command that ends it by force, where SIGKILL would not. */
	readonly kill?: readonly string[];
}

export interface ProcessOptions {
	/** File to which the output is appended. */
	readonly log: string;
	/** The user that runs it. Default: our own. */
	readonly user?: { readonly uid: number; readonly gid: number };
}

export interface RunningProcess {
	readonly log: string;
	/** Null while it is running. */
	exitCode(): number | null;
	/** Asks it to end, and kills it after ten seconds. */
	stop(): Promise<void>;
	/** SIGKILL: it gets no chance to clean up. */
	kill(): Promise<void>;
}

/** Starts a program that ends with us, even if we are killed. */
export function startProcess(
	{ file, args, env, kill: killCommand = [] }: Program,
	{ log, user }: ProcessOptions,
): RunningProcess {
	const supervisor = spawn(
		process.execPath,
		[join(__dirname, 'supervisor.cjs'), JSON.stringify(killCommand), file, ...args],
		{ env, stdio: 'pipe', ...user },
	);
	const output = createWriteStream(log, { flags: 'a' });
	supervisor.stdout.pipe(output, { end: false });
	supervisor.stderr.pipe(output, { end: false });
	supervisor.stdin.on('error', () => undefined);
	const exited = new Promise<void>((resolve) =>
		supervisor.once('close', () => {
			output.end();
			resolve();
		}),
	);
	const kill = async () => {
		supervisor.stdin.destroy();
		await exited;
	};
	return {
		log,
		exitCode: () => supervisor.exitCode,
		kill,
		async stop() {
			supervisor.kill('SIGTERM');
			const timer = setTimeout(() => void kill(), 10_000);
			await exited;
			clearTimeout(timer);
		},
	};
}

export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** Asks every 250 ms whether the program is ready, for two minutes. */
export async function waitUntilReady(
	name: string,
	process: RunningProcess,
	isReady: () => Promise<boolean>,
): Promise<void> {
	const end = Date.now() + 120_000;
	while (Date.now() < end) {
		if (process.exitCode() !== null)
			throw new TypeError(`${name} ended with code ${process.exitCode()}; see ${process.log}`);
		if (await isReady().catch(() => false)) return;
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	await process.kill();
	throw new TypeError(`${name} was not ready after two minutes; see ${process.log}`);
}
