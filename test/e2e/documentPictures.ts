/* eslint-disable @n8n/community-nodes/no-restricted-imports -- writes pictures */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BrowserContext, Locator, Page } from 'playwright-core';

import type { DeliveredMessage } from '../../emulator/server';
import { ARTIFACTS, HIDDEN } from './realN8n';

/** What `npm run pictures` makes the pictures of the documents from: the same names, the same folders. */
export const PICTURES = join(ARTIFACTS, 'pictures');

export type Language = 'en' | 'zh';

/** Two panels of n8n beside each other. GitHub shows a picture at most 830 wide. */
const PAGE_WIDTH = 860;
/** The ends of open connections stick out. */
const MARGIN = 28;
/** Has Latin and Chinese letters that look alike on every machine; Han characters look Japanese elsewhere. */
const FONT = '* { font-family: "Noto Sans CJK SC", sans-serif !important; }';

/** In which a message is half as wide. */
const INBOX = { width: 1240, height: 1000 };

interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export function pathOf(name: string, language: Language = 'en'): string {
	const path = join(PICTURES, language === 'en' ? '' : language, `${name}.png`);
	mkdirSync(dirname(path), { recursive: true });
	return path;
}

async function boxOf(locator: Locator): Promise<Box> {
	const box = await locator.boundingBox();
	if (!box) throw new TypeError('It is not shown');
	return box;
}

/** Around all of them. */
function around(boxes: readonly Box[], margin: number): Box {
	const x = Math.min(...boxes.map((box) => box.x)) - margin;
	const y = Math.min(...boxes.map((box) => box.y)) - margin;
	return {
		x,
		y,
		width: Math.max(...boxes.map((box) => box.x + box.width)) + margin - x,
		height: Math.max(...boxes.map((box) => box.y + box.height)) + margin - y,
	};
}

/** The content security policy of the inbox forbids a style element. */
async function addStyle(page: Page, css: string): Promise<void> {
	await page.evaluate(`{
		const sheet = new CSSStyleSheet();
		sheet.replaceSync(${JSON.stringify(css)});
		document.adoptedStyleSheets.push(sheet);
	}`);
}

/** When the page has stopped moving, and with nothing hovered. */
async function settle(page: Page): Promise<void> {
	await page.mouse.move(0, 0);
	// Han characters as in China, whatever language n8n's page is in.
	await page.evaluate("document.documentElement.lang = 'zh-CN'");
	await page.waitForTimeout(1500);
}

/** Of the nodes and notes on the canvas, all of them. */
export async function takePictureOfCanvas(page: Page, path?: string): Promise<Buffer> {
	// What was imported is still selected, and the notice about its credentials is in the way.
	await page.getByTestId('canvas-wrapper').click({ position: { x: 20, y: 20 } });
	await page.getByTestId('zoom-to-fit').click();
	await settle(page);
	const nodes = await page.locator('.vue-flow__node').all();
	const clip = around(await Promise.all(nodes.map(boxOf)), MARGIN);
	return await page.screenshot({ path, style: HIDDEN, clip });
}

/** The fields in the panel of a node: where the one with this label begins. */
const fieldAt = async (page: Page, label: string, index = 0): Promise<Box> =>
	await boxOf(
		page
			.getByTestId('node-parameters')
			.getByTestId('input-label')
			.filter({ hasText: new RegExp(`^\\s*${label}`), visible: true })
			.nth(index),
	);

/** The label, and which of that label, from 0. */
type Field = readonly [label: string, index?: number];

/**
 * Of the fields in the panel of a node.
 * @param from the first of them; unless told, the credential
 * @param until the first that is not shown any more
 */
export async function takePictureOfFields(
	page: Page,
	{ from, until }: { from?: Field; until?: Field },
): Promise<Buffer> {
	await settle(page);
	const panel = page.getByTestId('node-parameters');
	const { x, y, width } = await boxOf(panel);
	const top = from ? (await fieldAt(page, ...from)).y - 10 : y;
	const last = await boxOf(panel.getByPlaceholder(/^Add option$/i));
	const bottom = until ? (await fieldAt(page, ...until)).y - 10 : last.y + last.height + 10;
	return await page.screenshot({ style: HIDDEN, clip: { x, y: top, width, height: bottom - top } });
}

/** Of the panel of a node down to its filters, and of what came out. */
export async function takePictureOfNode(page: Page, path: string): Promise<void> {
	const output = page.getByTestId('output-panel');
	await output.getByText('Schema', { exact: true }).click();
	await settle(page);
	const [{ x }, last, { x: outputX, y, width }] = await Promise.all([
		boxOf(page.getByTestId('node-parameters')),
		boxOf(page.getByTestId('node-parameters').getByPlaceholder(/^Add filter$/i)),
		boxOf(output),
	]);
	await page.screenshot({
		path,
		style: HIDDEN,
		clip: { x, y, width: outputX + width - x, height: last.y + last.height + 16 - y },
	});
}

/** Of a form, as wide as its last field. */
export async function takePictureBetween(
	page: Page,
	path: string,
	first: Locator,
	last: Locator,
): Promise<void> {
	await settle(page);
	const [{ y }, field] = await Promise.all([boxOf(first), boxOf(last)]);
	const top = { ...field, y: y - MARGIN, height: 0 };
	await page.screenshot({ path, style: HIDDEN, clip: around([top, field], 16) });
}

/** Of a message in the inbox, as its receiver sees it; of one in a ticket, with the ticket. */
export async function takePictureOfMessage(
	context: BrowserContext,
	emulatorUrl: string,
	{ id, ticket }: DeliveredMessage,
): Promise<Buffer> {
	const page = await context.newPage();
	await page.setViewportSize(INBOX);
	await page.goto(`${emulatorUrl}/#${id}`);
	await page.getByText('Log ID').first().waitFor();
	await addStyle(page, `${FONT} .chat-name { display: none !important; }`);
	await settle(page);
	const parts = ['.chat .avatar', '.bubble', ...(ticket ? ['.block dl'] : [])];
	const boxes = parts.map(async (part) => await boxOf(page.locator(part).first()));
	const picture = await page.screenshot({ clip: around(await Promise.all(boxes), 8) });
	await page.close();
	return picture;
}

/** Several pictures on one: rows, the columns in them, and in each one below the other. */
export async function compose(
	context: BrowserContext,
	path: string,
	rows: ReadonlyArray<ReadonlyArray<ReadonlyArray<{ title?: string; picture: Buffer }>>>,
): Promise<void> {
	const page = await context.newPage();
	const parts = rows.map((columns) =>
		columns.map((part) =>
			part.map(
				({ title, picture }) =>
					`${title ? `<h1>${title}</h1>` : ''}<img srcset="data:image/png;base64,${picture.toString('base64')} 2x">`,
			),
		),
	);
	await page.setContent(
		`<!doctype html><style>${FONT}
			body { width: ${PAGE_WIDTH}px; margin: 0; padding-bottom: 8px; }
			div { display: flex; gap: 20px; }
			section { flex: 1; min-width: 0; }
			img { display: block; max-width: 100%; }
			h1 { margin: 10px 8px 2px; font-size: 14px; line-height: 20px; color: #646a73; }
		</style>${parts
			.map(
				(columns) =>
					`<div>${columns.map((part) => `<section>${part.join('')}</section>`).join('')}</div>`,
			)
			.join('')}`,
	);
	await page.locator('body').screenshot({ path });
	await page.close();
}
