/* eslint-disable @n8n/community-nodes/no-restricted-globals -- reads the path of the browser from the environment */
/** The inbox page of the emulator in a browser. */
import { chromium, type Browser, type Page } from 'playwright-core';

import { type Client, startClient } from '../emulator/client';

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };

let browser: Browser;
let client: Client;
let page: Page;
beforeAll(async () => {
	browser = await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu'],
	});
});
beforeEach(async () => {
	client = await startClient({ quota: { limit: 0, windowMs: 60_000 } });
});
afterEach(async () => {
	await page.context().close();
	await client.emulator.close();
});
afterAll(async () => await browser.close());

async function open(path: string, viewport = WIDE) {
	const context = await browser.newContext({ viewport });
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	page = await context.newPage();
	await page.goto(`${client.emulator.url}${path}`);
	await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
}

const send = async (text: string) => await client.send({ content: JSON.stringify({ text }) });
const bubble = async (text: string) => await page.locator('.bubble').getByText(text).waitFor();

test.each([
	['wide', WIDE],
	['narrow', NARROW],
])('/ opens the newest message, on a %s screen', async (_, viewport) => {
	await send('the first one');
	await send('the newest one');
	await open('/', viewport);
	await bubble('the newest one');
	// It stays while others arrive.
	await send('one more');
	await page.locator('#rows li').nth(2).waitFor({ state: 'attached' });
	await bubble('the newest one');
	expect(await page.getByRole('heading', { level: 1 }).allTextContents()).toEqual([
		expect.stringContaining('Helpdesk inbox'),
	]);
});

test('whoever waits at / sees the first message at once', async () => {
	await open('/');
	await page.getByText('Nothing has arrived yet').waitFor();
	await send('the first one');
	await bubble('the first one');
});

test('each list opens its newest beside it, and shows itself alone on a narrow screen', async () => {
	await send('the newest one');
	await client.send({ receiver_id: 'nobody' });
	await open('/#rejected');
	await page.getByRole('heading', { name: 'Rejected request' }).waitFor();
	await page.setViewportSize(NARROW);
	await page.locator('.detail').waitFor({ state: 'hidden' });
	await page.getByRole('link', { name: /99992351/ }).click();
	await page.getByRole('heading', { name: 'Rejected request' }).waitFor();
});

test.each([
	['wide', WIDE],
	['narrow', NARROW],
])(
	'people are reached from everywhere, and their addresses are copied: %s',
	async (_, viewport) => {
		await open('/', viewport);
		await page.getByRole('link', { name: 'People you can write to' }).click();
		await page.getByRole('heading', { name: 'People you can write to' }).waitFor();
		await send('the newest one');
		await page.getByRole('button', { name: 'Copy Email of 林晓雨' }).click();
		expect(await page.evaluate('navigator.clipboard.readText()')).toBe('lin.xiaoyu@example.com');
		expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
		// Who exists may change while the page is open.
		client.emulator.world.people[0]!.email = 'lin@example.com';
		await page.getByRole('link', { name: /^Messages/ }).click();
		await page.getByRole('link', { name: 'People 9' }).click();
		await page.getByText('lin@example.com').waitFor();
		await page.goto(`${client.emulator.url}/view/latest`);
		await page.getByRole('link', { name: 'People and all their addresses' }).click();
		await page.getByText('lin@example.com').waitFor();
	},
);

test('an old request that the address names is found, with its list', async () => {
	await client.send();
	const { inbox } = client.emulator;
	const template = inbox.requests.at(-1)!;
	for (let count = 0; count < 300; count += 1) inbox.received({ ...template });
	await open('/#req_2');
	await page.getByText('req_2', { exact: true }).waitFor();
	await page.locator('[data-view="requests"][aria-current]').waitFor();
});

test('a full inbox says what was dropped, and its oldest message can still be opened', async () => {
	await send('x');
	const { inbox } = client.emulator;
	const [message] = inbox.messages;
	for (let count = 1; count <= 5_002; count += 1)
		inbox.deliver({ ...message!, id: `om_${count}`, content: { text: `number ${count}` } });
	await open('/#om_3');
	await bubble('number 3');
	await page.getByText('3 older messages were dropped').waitFor();
	await page.getByRole('link', { name: 'Messages 5000', exact: true }).waitFor();
	await send('one more');
	await page.getByText('4 older messages were dropped').waitFor();
});
