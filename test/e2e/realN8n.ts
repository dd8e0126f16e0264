/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- starts the real n8n and a browser */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, selectors, type BrowserContext, type Locator, type Page } from 'playwright-core';

import { defaultWorld } from '../../emulator/server';
import {
	createUserFolder,
	installPackage,
	startMain,
	type N8nServer,
} from '../support/n8nServer/server';
import { OWNER, signIn, type Api } from '../support/n8nServer/session';
import type { Secrets } from '../node/spellings';
import { searchFolder } from './searchFolder';

/** Pictures and the logs of n8n end up here. */
export const ARTIFACTS = join(__dirname, '../../e2e-artifacts');

export interface RealN8n {
	readonly url: string;
	readonly api: Api;
	/** Ends n8n with SIGKILL, as a crash of the machine does. */
	kill(): Promise<void>;
	/** Starts it again, after a kill or in good order: same folder, same port. */
	restart(): Promise<void>;
	stop(): Promise<void>;
}

/** Packs the package, installs it as n8n's installer lays it out, and starts n8n with a user folder of its own. */
export async function startRealN8n(): Promise<RealN8n> {
	mkdirSync(ARTIFACTS, { recursive: true });
	const folder = createUserFolder();
	installPackage(folder);
	const log = join(ARTIFACTS, 'n8n.log');
	let server: N8nServer = await startMain({ folder, log });
	const { url } = server;
	return {
		url,
		api: await signIn(url),
		kill: async () => await server.kill(),
		async restart() {
			if (server.exitCode() === null) await server.stop();
			server = await startMain({ folder, log, port: Number(new URL(url).port) });
		},
		async stop() {
			await server.stop();
			// An execution holds the name of the node's type: where it is not found, neither would a secret be.
			const isSearched = searchFolder(
				folder,
				new Map([['n8n-nodes-feishu-helpdesk.sendBotMessage', 'type']]),
			).some((place) => place.includes('database.sqlite'));
			const found = [
				...searchFolder(folder, emulatorSecrets()),
				...searchFolder(ARTIFACTS, emulatorSecrets()),
			];
			rmSync(folder, { recursive: true, force: true });
			// Here, so that what every test left behind is searched: database, log, binary data, settings.
			if (!isSearched) throw new Error('The database was not found');
			if (found.length > 0) throw new Error(`Secrets were found:\n${found.join('\n')}`);
		},
	};
}

function emulatorSecrets(): Secrets {
	const { apps, helpdesks } = defaultWorld();
	return new Map([
		...apps.map(({ appSecret }) => [appSecret, 'App Secret'] as const),
		...helpdesks.flatMap(({ helpdeskId, helpdeskToken }) => [
			[helpdeskToken, 'Helpdesk Token'] as const,
			[
				Buffer.from(`${helpdeskId}:${helpdeskToken}`).toString('base64'),
				'Helpdesk header',
			] as const,
		]),
	]);
}

export interface Browser {
	readonly context: BrowserContext;
	/** A path of n8n, or a whole URL. */
	openPage(path: string): Promise<Page>;
	close(): Promise<void>;
}

/** A browser in which n8n's owner is signed in. */
export async function openBrowser({ url }: RealN8n): Promise<Browser> {
	selectors.setTestIdAttribute('data-test-id');
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
			'--no-first-run',
		],
	});
	const context = await browser.newContext({
		viewport: { width: 1400, height: 1000 },
		deviceScaleFactor: 2,
	});
	const { email, password } = OWNER;
	await context.request.post(`${url}/rest/login`, {
		data: { emailOrLdapLoginId: email, password },
	});
	return {
		context,
		async openPage(path) {
			const page = await context.newPage();
			await page.goto(new URL(path, url).href);
			return page;
		},
		close: async () => await browser.close(),
	};
}

/** What would lie over a picture: notices of n8n, and what floats on the canvas. */
export const HIDDEN =
	'.el-notification, .vue-flow__panel, [data-reka-popper-content-wrapper], [data-test-id="floating-node"], [data-test-id="canvas-minimap"], [data-test-id="execute-workflow-button"], [data-test-id="workflow-chat-button"] { visibility: hidden !important; }';

/** Into the build folder, when the page has stopped moving. Of the whole page, or of one part of it. */
export async function takePicture(page: Page, name: string, part?: Locator): Promise<void> {
	// Nothing is hovered.
	await page.mouse.move(0, 0);
	await page.waitForTimeout(1500);
	await (part ?? page).screenshot({ path: join(ARTIFACTS, `${name}.png`), style: HIDDEN });
}
