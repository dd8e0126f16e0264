/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- starts the real n8n */
import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';

import { unpackPackage } from '../../../scripts/packedPackage';
import { n8nProgram } from './program';
import { freePort, startProcess, waitUntilReady, type RunningProcess } from './processes';

const ROOT = join(__dirname, '../../..');
const PACKAGE = 'n8n-nodes-feishu-helpdesk';

export interface N8nOptions {
	/** N8N_USER_FOLDER: database, settings, community packages. */
	readonly folder: string;
	/** File for its log. */
	readonly log: string;
	/** Default: any free port. */
	readonly port?: number;
	readonly env?: NodeJS.ProcessEnv;
}

export interface N8nServer extends RunningProcess {
	readonly url: string;
}

/** A new user folder of n8n, outside the checkout. */
export function createUserFolder(): string {
	return mkdtempSync(join(tmpdir(), 'n8n-real-'));
}

/** Packs the package and lays it out as n8n's own installer does. */
export function installPackage(folder: string): void {
	unpackPackage(packageFolder(folder));
}

/** Uses the checkout as the installed package: a new build is available after a restart of n8n. */
export function linkPackage(folder: string): void {
	const target = packageFolder(folder);
	mkdirSync(join(target, '..'), { recursive: true });
	symlinkSync(ROOT, target, 'junction');
}

function packageFolder(folder: string): string {
	return join(folder, '.n8n', 'nodes', 'node_modules', PACKAGE);
}

/** What serves the editor and the webhooks. */
export async function startMain({ port, ...options }: N8nOptions): Promise<N8nServer> {
	const ownPort = port ?? (await freePort());
	return await startN8n('start', ownPort, {
		...options,
		env: { N8N_PORT: String(ownPort), ...options.env },
	});
}

/** In queue mode: the process that runs executions. */
export async function startWorker(options: N8nOptions): Promise<N8nServer> {
	const port = await freePort();
	return await startN8n('worker', port, {
		...options,
		env: {
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			...options.env,
		},
	});
}

async function startN8n(
	command: 'start' | 'worker',
	port: number,
	{ folder, log, env }: N8nOptions,
): Promise<N8nServer> {
	const url = `http://127.0.0.1:${port}`;
	const running = startProcess(
		n8nProgram(command, folder, {
			HOME: folder,
			N8N_USER_FOLDER: folder,
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_ENCRYPTION_KEY: 'only-for-this-machine',
			N8N_SECURE_COOKIE: 'false',
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			N8N_TEMPLATES_ENABLED: 'false',
			N8N_PERSONALIZATION_ENABLED: 'false',
			// Announced to be false by default in 3.0.
			N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
			DB_TYPE: 'sqlite',
			...env,
		}),
		{ log },
	);
	await waitUntilReady(
		`n8n ${command}`,
		running,
		async () => (await axios.get(`${url}/healthz/readiness`)).status === 200,
	);
	return { ...running, url };
}
