/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the example */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { startEmulator, type Emulator } from '../../emulator/server';
import type { WorkflowJson } from '../../engine/engine';
import { createCredential, createWorkflow, CREDENTIAL_NAME, CREDENTIAL_TYPE, goodCredential, runWorkflow, withCredential } from '../../realN8n/workflows';
import { openBrowser, startRealN8n, takePicture, type Browser, type RealN8n } from './realN8n';

let n8n: RealN8n;
let browser: Browser;
let emulator: Emulator;
let credentialId: string;

beforeAll(async () => {
	emulator = await startEmulator();
	n8n = await startRealN8n();
	browser = await openBrowser(n8n);
	credentialId = await createCredential(n8n.api, emulator);
});
afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
	await emulator?.close();
});
beforeEach(() => emulator.inbox.clear());

/** Saves the credential as the editor does, then tests what is stored. */
async function testCredential(change: object) {
	const stored = async () => (await n8n.api<{ data: object }>('GET', `/credentials/${credentialId}?includeData=true`)).data;
	await n8n.api('PATCH', `/credentials/${credentialId}`, { name: CREDENTIAL_NAME, type: CREDENTIAL_TYPE, data: { ...(await stored()), ...goodCredential(emulator), ...change } });
	const data = await stored();
	// n8n keeps secrets from the browser.
	expect(JSON.stringify(data)).not.toContain(goodCredential(emulator).appSecret);
	return await n8n.api('POST', '/credentials/test', { credentials: { id: credentialId, name: CREDENTIAL_NAME, type: CREDENTIAL_TYPE, data } });
}

test('the credential test names what is wrong, also when n8n still holds an older token', async () => {
	expect(await testCredential({})).toEqual({ status: 'OK', message: 'Connection successful!' });
	expect(await testCredential({ appSecret: 'wrong' })).toMatchObject({ status: 'Error', message: expect.stringMatching(/^Feishu refused 'App ID' or 'App Secret'/) as string });
	expect(await testCredential({ helpdeskToken: 'ht-wrong' })).toMatchObject({ status: 'Error', message: expect.stringMatching(/^The app is fine, but Feishu refused the helpdesk/) as string });
	expect(await testCredential({})).toEqual({ status: 'OK', message: 'Connection successful!' });
	const page = await browser.openPage(`/home/credentials/${credentialId}`);
	await page.getByText('Connection tested successfully').waitFor();
	await takePicture(page, 'credential');
	await page.close();
});

test.each(['feishu', '服务台', 'helpdesk', 'lark'])('the node is found by typing "%s"', async (words) => {
	const { id } = await createWorkflow(n8n.api, { name: `Search ${words}`, nodes: [], connections: {} });
	const page = await browser.openPage(`/workflow/${id}`);
	await page.getByTestId('node-creator-plus-button').click();
	await page.getByTestId('node-creator-search-bar').fill(words);
	await page.getByTestId('node-creator-item-name').filter({ hasText: 'Feishu Helpdesk: Send Bot Message' }).first().waitFor();
	await page.close();
});

test('the example runs, and every message arrives', async () => {
	const example = JSON.parse(readFileSync(join(__dirname, '../../examples/reminder.json'), 'utf8')) as WorkflowJson;
	const workflow = await createWorkflow(n8n.api, { ...withCredential(example, credentialId), name: 'Reminder' });
	expect(await runWorkflow(n8n.api, workflow, 'Every Monday')).toMatchObject({ status: 'success' });
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
	const page = await browser.openPage(`/workflow/${workflow.id}`);
	await page.getByTestId('canvas-node').filter({ hasText: 'Send Details' }).waitFor();
	await takePicture(page, 'canvas');
	await page.getByTestId('canvas-node').filter({ hasText: 'Send Details' }).dblclick();
	await page.getByTestId('parameter-input').first().waitFor();
	await takePicture(page, 'panel');
	await page.close();
	const inbox = await browser.openPage(`${emulator.url}/view/latest`);
	await inbox.getByText('Log ID').first().waitFor();
	await takePicture(inbox, 'inbox');
	await inbox.close();
});

test('the credential works in the HTTP Request node: both headers arrive', async () => {
	const workflow = await createWorkflow(n8n.api, {
		name: 'HTTP',
		nodes: [
			{ id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			{
				id: '2',
				name: 'Fields',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [220, 0],
				parameters: { url: `${emulator.url}/open-apis/helpdesk/v1/ticket_customized_fields`, authentication: 'predefinedCredentialType', nodeCredentialType: CREDENTIAL_TYPE, options: {} },
				credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: CREDENTIAL_NAME } },
			},
		],
		connections: { Start: { main: [[{ node: 'Fields', type: 'main', index: 0 }]] } },
	});
	expect(await runWorkflow(n8n.api, workflow, 'Start')).toMatchObject({ status: 'success' });
	const { helpdeskId, helpdeskToken } = goodCredential(emulator);
	expect(emulator.inbox.requests).toMatchObject([
		{
			path: '/open-apis/helpdesk/v1/ticket_customized_fields',
			code: 0,
			headers: {
				authorization: expect.stringMatching(/^Bearer t-/) as string,
				'x-lark-helpdesk-authorization': Buffer.from(`${helpdeskId}:${helpdeskToken}`).toString('base64'),
			},
		},
	]);
});
