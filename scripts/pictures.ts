/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a command for the terminal */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/**
 * Makes the pictures of the READMEs from those of the end-to-end tests: cut where they would be too long, scaled down and
 * compressed. The browser has an encoder for WebP, so no other is needed.
 */
const ROOT = join(__dirname, '..');

/** By the names of the tests' pictures; cut at so many pixels of the page. */
const PICTURES: Record<string, { height?: number }> = {
	'scheduled-reminder': {},
	'webhook-alert': {},
	'webhook-alert-inbox': { height: 620 },
	'daily-picture': {},
	'follow-up': {},
	approval: {},
	'approval-question': { height: 620 },
	'ai-agent': {},
	'message-types': {},
	'panel-text': { height: 780 },
	'panel-rich-text': { height: 870 },
	'panel-image': { height: 640 },
	'panel-card': { height: 1000 },
	credential: { height: 1050 },
	'message-types-inbox': { height: 800 },
};
/** The tests take two pixels for each pixel of the page. */
const SCALE = 2;
const MAX_WIDTH = 1800;
const QUALITY = 0.9;

/** Inside the page. */
declare class OffscreenCanvas {
	constructor(width: number, height: number);
	getContext(kind: '2d'): { imageSmoothingQuality: string; drawImage(image: unknown, ...box: number[]): void };
	convertToBlob(options: object): Promise<Blob>;
}
declare function createImageBitmap(blob: Blob): Promise<{ width: number; height: number }>;

async function main(): Promise<void> {
	const target = join(ROOT, 'docs/pictures');
	mkdirSync(target, { recursive: true });
	const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
	const page = await browser.newPage();
	for (const [name, { height }] of Object.entries(PICTURES)) {
		const png = readFileSync(join(ROOT, 'e2e-artifacts', `${name}.png`)).toString('base64');
		const webp = await page.evaluate(
			async ({ png, maxHeight, maxWidth, quality }) => {
				const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
				const height = Math.min(picture.height, maxHeight ?? Infinity);
				const ratio = Math.min(1, maxWidth / picture.width);
				const canvas = new OffscreenCanvas(Math.round(picture.width * ratio), Math.round(height * ratio));
				const context = canvas.getContext('2d');
				context.imageSmoothingQuality = 'high';
				context.drawImage(picture, 0, 0, picture.width * ratio, picture.height * ratio);
				const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality })).arrayBuffer());
				return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
			},
			{ png, maxHeight: height && height * SCALE, maxWidth: MAX_WIDTH, quality: QUALITY },
		);
		const bytes = Buffer.from(webp, 'base64');
		writeFileSync(join(target, `${name}.webp`), bytes);
		console.log(`docs/pictures/${name}.webp  ${Math.ceil(bytes.length / 1000)} kB`);
	}
	await browser.close();
}

void main();
