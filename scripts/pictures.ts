/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- a command for the terminal */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/**
 * Makes the pictures of the documents from those of the end-to-end tests: cropped if they are too long, scaled down and compressed.
 * It uses the browser's WebP encoder.
 */
const ROOT = join(__dirname, '..');

/** A picture of the tests by its name, cropped to this many pixels of the page. */
interface Part {
	readonly name: string;
	readonly width?: number;
	readonly height?: number;
}

/** Each is made from the test's picture of the same name, or from several, stacked at the same width. */
const PICTURES: Record<string, Omit<Part, 'name'> | readonly Part[]> = {
	// The list of messages and the open message, without the request next to it.
	reminder: [
		{ name: 'scheduled-reminder' },
		{ name: 'scheduled-reminder-inbox', width: 928, height: 368 },
	],
	'scheduled-reminder': {},
	'webhook-alert': {},
	'webhook-alert-inbox': { height: 620 },
	'daily-picture': {},
	'follow-up': {},
	'waiting-tickets': {},
	'ticket-feedback': {},
	approval: {},
	'approval-question': { height: 680 },
	'ai-agent': {},
	'ai-agent-approval': {},
	'ai-agent-approval-question': { height: 680 },
	'message-types': {},
	'panel-text': { height: 592 },
	'panel-rich-text': { height: 1160 },
	'panel-image': { height: 575 },
	'panel-card': { height: 1055 },
	'message-text': {},
	'message-rich-text': {},
	'message-image': {},
	'message-card': {},
	credential: { height: 930 },
	'message-types-inbox': { height: 800 },
};
/** The tests take two pixels for each pixel of the page. */
const SCALE = 2;
const MAX_WIDTH = 1800;
const QUALITY = 0.9;

/** In the page. */
declare class OffscreenCanvas {
	constructor(width: number, height: number);
	getContext(kind: '2d'): {
		imageSmoothingQuality: string;
		drawImage(image: unknown, ...box: number[]): void;
	};
	convertToBlob(options: object): Promise<Blob>;
}
declare function createImageBitmap(
	source: unknown,
	...box: number[]
): Promise<{ width: number; height: number }>;

async function main(): Promise<void> {
	const target = join(ROOT, 'docs/pictures');
	mkdirSync(target, { recursive: true });
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu'],
	});
	const page = await browser.newPage();
	for (const [name, picture] of Object.entries(PICTURES)) {
		const parts = (
			Array.isArray(picture) ? (picture as readonly Part[]) : [{ ...picture, name }]
		).map((part) => ({
			png: readFileSync(join(ROOT, 'e2e-artifacts', `${part.name}.png`)).toString('base64'),
			width: part.width && part.width * SCALE,
			height: part.height && part.height * SCALE,
		}));
		const webp = await page.evaluate(
			async ({ parts, maxWidth, quality }) => {
				const cut = await Promise.all(
					parts.map(async ({ png, width = Infinity, height = Infinity }) => {
						const whole = await createImageBitmap(
							await (await fetch(`data:image/png;base64,${png}`)).blob(),
						);
						return await createImageBitmap(
							whole,
							0,
							0,
							Math.min(whole.width, width),
							Math.min(whole.height, height),
						);
					}),
				);
				const width = Math.min(maxWidth, ...cut.map((part) => part.width));
				const heights = cut.map((part) => Math.round((part.height * width) / part.width));
				const canvas = new OffscreenCanvas(
					width,
					heights.reduce((sum, height) => sum + height),
				);
				const context = canvas.getContext('2d');
				context.imageSmoothingQuality = 'high';
				cut.reduce((top, part, index) => {
					context.drawImage(part, 0, top, width, heights[index]!);
					return top + heights[index]!;
				}, 0);
				const bytes = new Uint8Array(
					await (await canvas.convertToBlob({ type: 'image/webp', quality })).arrayBuffer(),
				);
				return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
			},
			{ parts, maxWidth: MAX_WIDTH, quality: QUALITY },
		);
		const bytes = Buffer.from(webp, 'base64');
		writeFileSync(join(target, `${name}.webp`), bytes);
		console.log(`docs/pictures/${name}.webp  ${Math.ceil(bytes.length / 1000)} kB`);
	}
	await browser.close();
}

void main();
