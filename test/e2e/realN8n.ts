/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- starts the real n8n and a browser */
import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import { chromium, selectors, type BrowserContext, type Page } from 'playwright-core';

import { n8n } from '../../scripts/n8n.cjs';

/** Inside the page. */
declare const localStorage: { getItem(name: string): string | null };

const ROOT = join(__dirname, '../..');
const PACKAGE = 'n8n-nodes-feishu-helpdesk';
/** Pictures and n8n's log end up here. */
export const ARTIFACTS = join(ROOT, 'e2e-artifacts');

const OWNER = { email: 'owner@example.com', firstName: 'Test', lastName: 'Owner', password: 'Only4thisTest' };

export interface RealN8n {
	readonly url: string;
	readonly context: BrowserContext;
	/** n8n's own REST API, as its editor calls it. Returns `data` of the answer. */
	api<T>(method: string, path: string, body?: object): Promise<T>;
	openPage(path: string): Promise<Page>;
	stop(): Promise<void>;
}

/** Packs the package, installs it as n8n's installer lays it out, and starts n8n with a user folder of its own. */
export async function startRealN8n(): Promise<RealN8n> {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-e2e-'));
	mkdirSync(ARTIFACTS, { recursive: true });
	installPackage(folder);
	const [port, brokerPort] = await Promise.all([freePort(), freePort()]);
	const url = `http://127.0.0.1:${port}`;
	const server = spawn(n8n.node, [n8n.bin, 'start'], {
		env: {
			PATH: process.env.PATH,
			HOME: folder,
			N8N_USER_FOLDER: folder,
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_ENCRYPTION_KEY: 'only-for-this-test',
			N8N_SECURE_COOKIE: 'false',
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			N8N_TEMPLATES_ENABLED: 'false',
			N8N_PERSONALIZATION_ENABLED: 'false',
			DB_TYPE: 'sqlite',
		},
	});
	const log = createWriteStream(join(ARTIFACTS, 'n8n.log'));
	server.stdout.pipe(log);
	server.stderr.pipe(log);
	const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
	// Whatever ends the tests ends n8n too.
	const kill = () => server.kill('SIGKILL');
	process.once('exit', kill);

	await waitUntilReady(url, () => server.exitCode);
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
	});
	const context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
	await context.request.post(`${url}/rest/owner/setup`, { data: OWNER });
	const home = await context.newPage();
	await home.goto(`${url}/home/workflows`);
	await home.waitForFunction(() => localStorage.getItem('n8n-browserId') !== null);

	return {
		url,
		context,
		async api<T>(method: string, path: string, body?: object) {
			// From inside the page: n8n ties the session to the browser's ID.
			const answer = await home.evaluate(
				async ({ method, path, body }) => {
					const headers = { 'content-type': 'application/json', 'browser-id': localStorage.getItem('n8n-browserId') ?? '' };
					const response = await fetch(`/rest${path}`, { method, headers, body: body && JSON.stringify(body) });
					return { status: response.status, body: (await response.json()) as { data: unknown } };
				},
				{ method, path, body },
			);
			if (answer.status >= 300) throw new TypeError(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
			return answer.body.data as T;
		},
		async openPage(path) {
			const page = await context.newPage();
			await page.goto(url + path);
			return page;
		},
		async stop() {
			await browser.close();
			server.kill('SIGTERM');
			const timer = setTimeout(kill, 10_000);
			await exited;
			clearTimeout(timer);
			process.removeListener('exit', kill);
			log.end();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

function installPackage(folder: string): void {
	const [packed] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT, encoding: 'utf8' })) as Array<{ filename: string }>;
	const target = join(folder, '.n8n', 'nodes', 'node_modules', PACKAGE);
	mkdirSync(target, { recursive: true });
	execFileSync('tar', ['-xzf', join(folder, packed?.filename ?? ''), '-C', target, '--strip-components=1']);
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

async function waitUntilReady(url: string, exitCode: () => number | null): Promise<void> {
	for (let second = 0; second < 100; second++) {
		if (exitCode() !== null) throw new TypeError(`n8n ended with code ${exitCode()}; see e2e-artifacts/n8n.log`);
		const ready = await axios.get(`${url}/healthz/readiness`, { validateStatus: null }).then(({ status }) => status === 200, () => false);
		if (ready) return;
		await new Promise((resolve) => setTimeout(resolve, 1000));
	}
	throw new TypeError('n8n was not ready after 100 seconds; see e2e-artifacts/n8n.log');
}
