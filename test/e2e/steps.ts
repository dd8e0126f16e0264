/* eslint-disable @n8n/community-nodes/no-restricted-globals -- waits */
import type { BrowserContext, Locator, Page } from 'playwright-core';

import type { DeliveredMessage } from '../../emulator/server';

/** What one does in n8n's editor, by its test IDs. */

/** Chooses from the drop-down of a field, in the panel of a node or in a credential. */
export async function choose(page: Page, field: string, label: string): Promise<void> {
	await page.getByTestId(`parameter-input-${field}`).click();
	// Beside the label stands the description; lists that were open before are still in the page.
	await page
		.getByTestId('parameter-input-item')
		.filter({ hasText: new RegExp(`^\\s*${label}`), visible: true })
		.click();
}

export async function enter(page: Page, field: string, value: string): Promise<void> {
	await page.getByTestId(`parameter-input-${field}`).locator('input, textarea').fill(value);
}

/** A resource locator in the panel: its modes, and the box with the value or the name of what was chosen. */
export function locatorOf(page: Page, field: string): { mode: Locator; box: Locator } {
	const locator = page.getByTestId(`resource-locator-${field}`);
	return {
		mode: locator.getByTestId('rlc-mode-selector'),
		box: locator.locator('[data-test-id="rlc-input"] input, input[data-test-id="rlc-input"]'),
	};
}

/** Names of the fields the panel shows, with the collections among them. */
export async function shownFields(page: Page): Promise<string[]> {
	const labels = await page
		.getByTestId('node-parameters')
		.getByTestId('input-label')
		.filter({ visible: true })
		.allInnerTexts();
	return labels.map((label) => label.split('\n')[0]?.trim() ?? '');
}

export function nodeOnCanvas(page: Page, name: string): Locator {
	return page.getByTestId('canvas-node').and(page.locator(`[data-node-name="${name}"]`));
}

/** A new workflow from a file, as the menu of the editor imports it. Returns its ID. */
export async function importWorkflow(page: Page, name: string, json: object): Promise<string> {
	const buffer = Buffer.from(JSON.stringify(json));
	await page
		.getByTestId('workflow-import-input')
		.setInputFiles({ name, mimeType: 'application/json', buffer });
	await page.getByTestId('canvas-node').first().waitFor();
	// Saved by itself after a moment.
	await page.waitForURL((url) => /^\/workflow\/\w+$/.test(url.pathname) && url.search === '');
	return page.url().split('/').at(-1) ?? '';
}

/** Adds the first node of an empty workflow. An editor that is still loading may take the list of nodes away again: then once more. */
export async function addFirstNode(page: Page, words: string, name: string): Promise<void> {
	const add = async () => {
		if (!(await page.getByTestId('node-creator-search-bar').isVisible()))
			await page.getByTestId('canvas-plus-button').click({ timeout: 10_000 });
		await (await findNode(page, words, name)).click({ timeout: 5_000 });
		await page.getByTestId('canvas-node').first().waitFor({ timeout: 10_000 });
		return true;
	};
	await until(async () => await add().catch(() => undefined), 60_000);
}

/** Adds the node behind the one on the canvas, found by typing, with one of its operations. Its panel is open then. */
export async function addNode(
	page: Page,
	words: string,
	name: string,
	action: string,
): Promise<void> {
	await page.getByTestId('canvas-handle-plus').click();
	await (await findNode(page, words, name)).click();
	await page.getByTestId('node-creator').getByText(action, { exact: true }).click();
	await page.getByTestId('node-parameters').waitFor();
}

/** Types into the search of nodes, and gives the one that was found. */
export async function findNode(page: Page, words: string, name: string): Promise<Locator> {
	await page.getByTestId('node-creator-search-bar').fill(words);
	const found = page.getByTestId('node-creator-item-name').filter({ hasText: name }).first();
	await found.waitFor();
	return found;
}

/** Opens the link behind a button of a question, and confirms on the page. */
export async function answerQuestion(
	context: BrowserContext,
	{ content }: DeliveredMessage,
	label: string,
): Promise<void> {
	const { elements } = content as {
		elements: Array<{ actions?: Array<{ text: { content: string }; url: string }> }>;
	};
	const button = elements
		.flatMap(({ actions = [] }) => actions)
		.find(({ text }) => text.content === label);
	const page = await context.newPage();
	await page.goto(String(button?.url));
	await page.getByRole('button', { name: 'Confirm' }).click();
	await page.getByText('Thank you').first().waitFor();
	await page.close();
}

/** Asks in the chat below the canvas. n8n opens it by itself where it was open before. */
export async function askInChat(page: Page, words: string): Promise<void> {
	const input = page.getByTestId('chat-input');
	if (!(await input.isVisible())) await page.getByTestId('workflow-chat-button').click();
	await input.fill(words);
	await input.press('Enter');
}

/** Waits until it gives something. For what arrives outside the page. */
export async function until<T>(
	read: () => T | undefined | Promise<T | undefined>,
	ms = 30_000,
): Promise<T> {
	const end = Date.now() + ms;
	for (;;) {
		const value = await read();
		if (value !== undefined && value !== false) return value;
		if (Date.now() > end) throw new TypeError(`Waited ${ms} ms in vain`);
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
}
