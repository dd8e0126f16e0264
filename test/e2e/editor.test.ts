/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the example and takes pictures */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

import { startEmulator, type Emulator } from '../../emulator/server';
import type { WorkflowJson } from '../../engine/engine';
import { ARTIFACTS, startRealN8n, type RealN8n } from './realN8n';

const TYPE = 'feishuHelpdeskApi';

let n8n: RealN8n;
let emulator: Emulator;
let credentialId: string;

beforeAll(async () => {
	emulator = await startEmulator();
	n8n = await startRealN8n();
	({ id: credentialId } = await n8n.api<{ id: string }>('POST', '/credentials', { name: 'Feishu Helpdesk', type: TYPE, data: goodCredential() }));
});
afterAll(async () => {
	await n8n?.stop();
	await emulator?.close();
});
beforeEach(() => emulator.inbox.clear());

function goodCredential() {
	const { url, world } = emulator;
	return { region: 'custom', baseUrl: url, appTokenSource: 'appSecret', ...pick(world.apps[0], ['appId', 'appSecret']), ...pick(world.helpdesks[0], ['helpdeskId', 'helpdeskToken']) };
}

function pick(source: object | undefined, names: string[]): Record<string, unknown> {
	return Object.fromEntries(Object.entries(source ?? {}).filter(([name]) => names.includes(name)));
}

async function picture(page: Page, name: string): Promise<void> {
	// The editor fades in.
	await page.waitForTimeout(1500);
	await page.screenshot({ path: join(ARTIFACTS, `${name}.png`) });
}

/** Saves the credential as the editor does, then tests what is stored. */
async function testCredential(change: object) {
	const stored = async () => (await n8n.api<{ data: object }>('GET', `/credentials/${credentialId}?includeData=true`)).data;
	await n8n.api('PATCH', `/credentials/${credentialId}`, { name: 'Feishu Helpdesk', type: TYPE, data: { ...(await stored()), ...goodCredential(), ...change } });
	const data = await stored();
	// n8n keeps secrets from the browser.
	expect(JSON.stringify(data)).not.toContain(String(emulator.world.apps[0]?.appSecret));
	return await n8n.api('POST', '/credentials/test', { credentials: { id: credentialId, name: 'Feishu Helpdesk', type: TYPE, data } });
}

async function createWorkflow(workflow: object): Promise<{ id: string }> {
	const { id: projectId } = await n8n.api<{ id: string }>('GET', '/projects/personal');
	return await n8n.api('POST', '/workflows', { settings: {}, ...workflow, projectId });
}

/** Runs it as the Execute button does, and waits for the end. */
async function runWorkflow(workflow: { id: string }, trigger: string): Promise<string> {
	const { executionId } = await n8n.api<{ executionId: string }>('POST', `/workflows/${workflow.id}/run`, { workflowData: workflow, triggerToStartFrom: { name: trigger } });
	for (;;) {
		const { status } = await n8n.api<{ status: string }>('GET', `/executions/${executionId}`);
		if (!['new', 'running', 'waiting'].includes(status)) return status;
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
}

test('the credential test names what is wrong, also when n8n still holds an older token', async () => {
	expect(await testCredential({})).toEqual({ status: 'OK', message: 'Connection successful!' });
	expect(await testCredential({ appSecret: 'wrong' })).toMatchObject({ status: 'Error', message: expect.stringMatching(/^Feishu refused 'App ID' or 'App Secret'/) as string });
	expect(await testCredential({ helpdeskToken: 'ht-wrong' })).toMatchObject({ status: 'Error', message: expect.stringMatching(/^The app is fine, but Feishu refused the helpdesk/) as string });
	expect(await testCredential({})).toEqual({ status: 'OK', message: 'Connection successful!' });
	const page = await n8n.openPage(`/home/credentials/${credentialId}`);
	await page.getByText('Connection tested successfully').waitFor();
	await picture(page, 'credential');
	await page.close();
});

test.each(['feishu', '服务台', 'helpdesk', 'lark'])('the node is found by typing "%s"', async (words) => {
	const { id } = await createWorkflow({ name: `Search ${words}`, nodes: [], connections: {} });
	const page = await n8n.openPage(`/workflow/${id}`);
	await page.getByTestId('node-creator-plus-button').click();
	await page.getByTestId('node-creator-search-bar').fill(words);
	await page.getByTestId('node-creator-item-name').filter({ hasText: 'Feishu Helpdesk: Send Bot Message' }).first().waitFor();
	await page.close();
});

test('the example runs, and every message arrives', async () => {
	const example = JSON.parse(readFileSync(join(__dirname, '../../examples/reminder.json'), 'utf8')) as WorkflowJson;
	for (const node of example.nodes) if (node.credentials) node.credentials = { [TYPE]: { id: credentialId, name: 'Feishu Helpdesk' } };
	const workflow = await createWorkflow({ ...example, name: 'Reminder' });
	expect(await runWorkflow(workflow, 'Every Monday')).toBe('success');
	expect(emulator.inbox.messages.map(({ msgType, receiveType }) => `${msgType} ${receiveType}`).sort()).toEqual([
		'image chat',
		'interactive chat',
		'interactive chat',
		'interactive chat',
		'interactive chat',
		'post chat',
		'text chat',
		'text chat',
		'text chat',
		'text chat',
		'text user',
	]);
	const page = await n8n.openPage(`/workflow/${workflow.id}`);
	await page.getByTestId('canvas-node').filter({ hasText: 'Send Details' }).waitFor();
	await picture(page, 'canvas');
	await page.getByTestId('canvas-node').filter({ hasText: 'Send Details' }).dblclick();
	await page.getByTestId('parameter-input').first().waitFor();
	await picture(page, 'panel');
	await page.close();
	const inbox = await n8n.context.newPage();
	await inbox.goto(`${emulator.url}/view/latest`);
	await inbox.getByText('Log ID').first().waitFor();
	await picture(inbox, 'inbox');
	await inbox.close();
});

test('the credential works in the HTTP Request node: both headers arrive', async () => {
	const workflow = await createWorkflow({
		name: 'HTTP',
		nodes: [
			{ id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			{
				id: '2',
				name: 'Fields',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [220, 0],
				parameters: { url: `${emulator.url}/open-apis/helpdesk/v1/ticket_customized_fields`, authentication: 'predefinedCredentialType', nodeCredentialType: TYPE, options: {} },
				credentials: { [TYPE]: { id: credentialId, name: 'Feishu Helpdesk' } },
			},
		],
		connections: { Start: { main: [[{ node: 'Fields', type: 'main', index: 0 }]] } },
	});
	expect(await runWorkflow(workflow, 'Start')).toBe('success');
	const { helpdeskId, helpdeskToken } = goodCredential() as Record<string, unknown>;
	expect(emulator.inbox.requests).toMatchObject([
		{
			path: '/open-apis/helpdesk/v1/ticket_customized_fields',
			code: 0,
			headers: {
				authorization: expect.stringMatching(/^Bearer t-/) as string,
				'x-lark-helpdesk-authorization': Buffer.from(`${String(helpdeskId)}:${String(helpdeskToken)}`).toString('base64'),
			},
		},
	]);
});
