/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a command for the terminal */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';

import { PICTURES } from '../test/e2e/documentPictures';

/** In place of the pictures of the documents, those that the end-to-end tests have just taken: scaled down, and compressed by the browser. */
const TARGET = join(__dirname, '../docs/pictures');
/** Twice as wide as a page: sharp where a pixel of the page is two of the screen. */
const MAX_WIDTH = 1720;
const QUALITY = 0.8;

/** In the page. */
declare class OffscreenCanvas {
	constructor(width: number, height: number);
	getContext(kind: '2d'): {
		imageSmoothingQuality: string;
		drawImage(image: unknown, ...box: number[]): void;
	};
	convertToBlob(options: object): Promise<Blob>;
}
declare function createImageBitmap(source: unknown): Promise<{ width: number; height: number }>;

async function main(): Promise<void> {
	const names = readdirSync(PICTURES, { recursive: true, encoding: 'utf8' }).filter((name) =>
		name.endsWith('.png'),
	);
	rmSync(TARGET, { recursive: true, force: true });
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu'],
	});
	const page = await browser.newPage();
	for (const name of names.sort()) {
		const webp = await page.evaluate(
			async ({ png, maxWidth, quality }) => {
				const picture = await createImageBitmap(
					await (await fetch(`data:image/png;base64,${png}`)).blob(),
				);
				const width = Math.min(maxWidth, picture.width);
				const height = Math.round((picture.height * width) / picture.width);
				const canvas = new OffscreenCanvas(width, height);
				const context = canvas.getContext('2d');
				context.imageSmoothingQuality = 'high';
				context.drawImage(picture, 0, 0, width, height);
				const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
				const bytes = new Uint8Array(await blob.arrayBuffer());
				return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
			},
			{
				png: readFileSync(join(PICTURES, name)).toString('base64'),
				maxWidth: MAX_WIDTH,
				quality: QUALITY,
			},
		);
		const target = join(TARGET, name.replace('.png', '.webp'));
		const bytes = Buffer.from(webp, 'base64');
		mkdirSync(dirname(target), { recursive: true });
		writeFileSync(target, bytes);
		console.log(`${target}  ${Math.ceil(bytes.length / 1000)} kB`);
	}
	await browser.close();
	// The next run shall not find those that are no longer taken.
	rmSync(PICTURES, { recursive: true });
}

void main();
