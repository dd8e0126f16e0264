/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- starts databases */
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import {
	freePort,
	startProcess,
	waitUntilReady,
	type ProcessOptions,
	type RunningProcess,
} from './processes';
import { createUserFolder, installPackage, startMain, startWorker, type N8nServer } from './server';

export interface QueueMode {
	readonly main: N8nServer;
	/** Kills a worker, numbered from 1, and starts it again after the work. */
	whileDead(number: number, work: () => Promise<void>): Promise<void>;
	stop(): Promise<void>;
}

/**
 * n8n's distributed mode: PostgreSQL, Redis, one main and two workers, each with an installed package.
 * PostgreSQL and Redis come from the system (Debian: postgresql, redis-server).
 * @param logs folder for what they say
 */
export async function startQueueMode(logs: string): Promise<QueueMode> {
	const folder = createUserFolder();
	installPackage(folder);
	const running: RunningProcess[] = [];
	const stop = async () => {
		// The users of the databases end first.
		for (const process of running.reverse()) await process.stop();
		rmSync(folder, { recursive: true, force: true });
	};
	const started = <T extends RunningProcess>(process: T) => {
		running.push(process);
		return process;
	};
	let isReady = false;
	try {
		const [postgresPort, redisPort, port] = await Promise.all([freePort(), freePort(), freePort()]);
		started(await startPostgres(folder, postgresPort, join(logs, 'postgres.log')));
		started(await startRedis(folder, redisPort, join(logs, 'redis.log')));
		const env = {
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redisPort),
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgresPort),
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_DATABASE: 'postgres',
			// Workers make links too, and have no address themselves.
			WEBHOOK_URL: `http://127.0.0.1:${port}/`,
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			// n8n notices a dead worker after seconds, not after a minute (the default), and takes a busy one for dead no sooner.
			QUEUE_WORKER_LOCK_DURATION: '15000',
			QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
			QUEUE_WORKER_STALLED_INTERVAL: '3000',
		};
		const main = started(await startMain({ folder, port, env, log: join(logs, 'main.log') }));
		const startAWorker = async (number: number) =>
			started(await startWorker({ folder, env, log: join(logs, `worker-${number}.log`) }));
		const workers = [await startAWorker(1), await startAWorker(2)];
		isReady = true;
		return {
			main,
			async whileDead(number, work) {
				await workers[number - 1]?.kill();
				try {
					await work();
				} finally {
					workers[number - 1] = await startAWorker(number);
				}
			},
			stop,
		};
	} finally {
		if (!isReady) await stop();
	}
}

async function startRedis(folder: string, port: number, log: string): Promise<RunningProcess> {
	const args = `--port ${port} --bind 127.0.0.1 --appendonly no --dir`.split(' ');
	const redis = startProcess(
		{ file: 'redis-server', args: [...args, folder, '--save', ''], env: process.env },
		{ log },
	);
	const ping = async () =>
		execFileSync('redis-cli', ['-p', String(port), 'ping'], {
			encoding: 'utf8',
			stdio: 'pipe',
		}).startsWith('PONG');
	await waitUntilReady('Redis', redis, ping);
	return redis;
}

async function startPostgres(folder: string, port: number, log: string): Promise<RunningProcess> {
	const data = join(folder, 'postgres');
	mkdirSync(data);
	const user = postgresUser();
	if (user) {
		chownSync(data, user.uid, user.gid);
		// The other user must be able to reach it.
		execFileSync('chmod', ['711', folder]);
	}
	const env = { PATH: [postgresFolder(), process.env.PATH].join(delimiter), LC_ALL: 'C.UTF-8' };
	execFileSync('initdb', ['--pgdata', data, '--username', 'n8n', '--auth', 'trust', '--no-sync'], {
		env,
		cwd: data,
		stdio: 'pipe',
		...user,
	});
	const settings = ['listen_addresses=127.0.0.1', `unix_socket_directories=${data}`, 'fsync=off'];
	const args = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
	const postgres = startProcess({ file: 'postgres', args, env }, { log, ...(user && { user }) });
	await waitUntilReady('PostgreSQL', postgres, async () => {
		execFileSync('pg_isready', ['-h', '127.0.0.1', '-p', String(port)], { env, stdio: 'pipe' });
		return await Promise.resolve(true);
	});
	return postgres;
}

/** PostgreSQL refuses to run as root: so the user from Debian's package runs it. */
function postgresUser(): ProcessOptions['user'] {
	if (process.getuid?.() !== 0) return undefined;
	const number = (option: string) =>
		Number(execFileSync('id', [option, 'postgres'], { encoding: 'utf8' }));
	return { uid: number('-u'), gid: number('-g') };
}

/** Debian keeps the programs of each version in a folder that is not on the path. */
function postgresFolder(): string {
	const all = '/usr/lib/postgresql';
	if (!existsSync(all)) return '';
	const [newest] = readdirSync(all).sort((a, b) => Number(b) - Number(a));
	return join(all, newest ?? '', 'bin');
}
