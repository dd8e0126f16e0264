/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- waits for the real n8n */
import { join } from 'node:path';
import type { Page } from 'playwright-core';

import { activate } from '../support/n8nServer/workflows';
import { by } from '../support/receiver';
import { ARTIFACTS, takePicture } from './realN8n';
import { setUpStage } from './stage';
import { findNode, nodeOnCanvas, shownFields, until } from './steps';
import { afterPolls, searches, TRIGGER, watch } from './watch';

const stage = setUpStage();
beforeEach(() => stage.emulator.tickets.clear());

const createWatch = async (name: string, parameters: object) =>
	await watch(
		stage.n8n.api,
		stage.credentialId,
		name,
		parameters,
		by('email', 'grace.kim@example.com'),
	);

const told = () =>
	stage.emulator.inbox.messages.map(({ content }) => (content as { text: string }).text).sort();

/** Through the control API, as somebody at a terminal does. */
async function control(
	method: 'POST' | 'PATCH',
	tickets: object[],
): Promise<Array<{ ticketId: string }>> {
	const answer = await fetch(`${stage.emulator.url}/_emulator/tickets`, {
		method,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ tickets }),
	});
	expect(answer.ok).toBe(true);
	return ((await answer.json()) as { tickets: Array<{ ticketId: string }> }).tickets;
}

test('tickets change and start executions, each event once; n8n is killed and started again in between', async () => {
	const all = await createWatch('all', { events: ['ticketCreated', 'ticketClosed'] });
	const closing = await createWatch('closing', { events: ['ticketClosed'] });
	for (const workflow of [all, closing]) await activate(stage.n8n.api, workflow);
	// n8n answers before the first polls, which take in how things are.
	await until(() => searches(stage.emulator) >= 2 * 3 || undefined, 60_000);
	await new Promise((resolve) => setTimeout(resolve, 1000));
	const [first] = await control('POST', [{ guest: '林晓雨', ticketId: '7300000000000000101' }]);
	expect(first?.ticketId).toBe('7300000000000000101');
	await until(() => told().length > 0 || undefined, 90_000);
	expect(told()).toEqual(['all 7300000000000000101-created']);

	await stage.n8n.kill();
	await control('POST', [{ guest: '陈思远', ticketId: '7300000000000000102' }]);
	const at = Date.now();
	await control('PATCH', [{ ticketId: '7300000000000000101', status: 'closedByUser', at }]);
	await stage.n8n.restart();
	const expected = [
		'all 7300000000000000101-created',
		`all 7300000000000000101-closed-${at}`,
		'all 7300000000000000102-created',
		`closing 7300000000000000101-closed-${at}`,
	].sort();
	await until(() => told().length >= expected.length || undefined, 120_000);
	await afterPolls(stage.emulator, 2);
	expect(told()).toEqual(expected);
	for (const { id } of [all, closing])
		await stage.n8n.api('POST', `/workflows/${id}/deactivate`, {});
}, 400_000);

test('without the scope the trigger does not start, and the editor says why', async () => {
	const [app] = stage.emulator.world.apps;
	const scopes = [...(app?.scopes ?? [])];
	const workflow = await createWatch('no scope', { events: ['ticketCreated'] });
	const page = await stage.browser.openPage(`/workflow/${workflow.id}`);
	await nodeOnCanvas(page, TRIGGER).waitFor();
	try {
		if (app) app.scopes = scopes.filter((scope) => scope !== 'helpdesk:all:readonly');
		// n8n publishes in the background.
		await activate(stage.n8n.api, workflow);
		await page.getByText('lacks the scope').first().waitFor({ timeout: 60_000 });
	} finally {
		if (app) app.scopes = scopes;
		await page.screenshot({ path: join(ARTIFACTS, 'trigger-no-scope.png') });
	}
	await stage.n8n.api('POST', `/workflows/${workflow.id}/deactivate`, {});
	await page.close();
});

async function openTrigger(page: Page): Promise<void> {
	await nodeOnCanvas(page, TRIGGER).dblclick();
	await page.getByTestId('node-parameters').waitFor();
}

test('the panel, and a sample by hand', async () => {
	const { id } = await createWatch('panel', {
		events: ['ticketClosed', 'ticketWaiting'],
		pollTimes: { item: [{ mode: 'everyMinute' }] },
	});
	stage.emulator.tickets.create({
		guest: '林晓雨',
		status: 'closedByUser',
		at: Date.now() - 4 * 86_400_000,
	});
	const page = await stage.browser.openPage(`/workflow/${id}`);
	await openTrigger(page);
	expect(await shownFields(page)).toEqual([
		'Poll Times',
		'Mode',
		'Events',
		'Waiting Longer Than',
		'Waiting Unit',
		'Waiting in Status',
		'Simplify',
		'Filters',
	]);
	await page.getByTestId('node-execute-button').first().click();
	await until(async () => (await page.getByText('ticketWaiting').count()) > 0 || undefined, 60_000);
	await takePicture(page, 'trigger-panel');
	await page.close();
});

test('the nodes panel lists the events beside the operations of Feishu Helpdesk', async () => {
	const page = await stage.browser.openPage('/workflow/new');
	await page.getByTestId('canvas-plus-button').click({ timeout: 30_000 });
	await (await findNode(page, 'feishu', 'Feishu Helpdesk')).click();
	const creator = page.getByTestId('node-creator');
	for (const name of ['On ticket created', 'On ticket waiting longer than'])
		await creator.getByText(name).first().waitFor();
	await takePicture(page, 'trigger-nodes-panel');
	await page.close();
});
