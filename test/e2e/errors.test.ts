import type { IDataObject, INode } from 'n8n-workflow';
import type { Page } from 'playwright-core';

import { createWorkflow, CREDENTIAL_NAME, CREDENTIAL_TYPE } from '../support/n8nServer/workflows';
import { takePicture } from './realN8n';
import { setUpStage } from './stage';
import { nodeOnCanvas } from './steps';
import { by } from '../support/receiver';

/** What a builder reads when something goes wrong, on the screen of a laptop. */

const stage = setUpStage();

const ITEMS = [
	{ to: 'nobody@example.com', message: 'of the input' },
	{ to: 'wang.haitao@example.com', message: 'of the input' },
];

/** Opens the node in a workflow of its own, and executes it. */
async function execute(
	name: string,
	parameters: IDataObject,
	settings: Partial<INode> = {},
): Promise<Page> {
	const { id } = await createWorkflow(stage.n8n.api, {
		name,
		nodes: [
			{
				id: '1',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: '2',
				name: 'Send',
				type: 'n8n-nodes-feishu-helpdesk.sendBotMessage',
				typeVersion: 1,
				position: [220, 0],
				parameters: {
					receiver: by('email', '={{ $json.to }}'),
					text: 'Hello',
					...parameters,
				} as INode['parameters'],
				credentials: { [CREDENTIAL_TYPE]: { id: stage.credentialId, name: CREDENTIAL_NAME } },
				...settings,
			},
		],
		connections: { Start: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
		pinData: { Start: ITEMS.map((json) => ({ json })) },
	});
	const page = await stage.browser.openPage(`/workflow/${id}`);
	await page.setViewportSize({ width: 1366, height: 768 });
	await nodeOnCanvas(page, 'Send').dblclick();
	await page.getByTestId('node-execute-button').click();
	return page;
}

/** The error as it is shown: title, text, and its links as label and address. */
async function shownError(page: Page) {
	const description = page.getByTestId('node-error-description');
	await description.waitFor();
	const isClipped = await description.evaluate(
		({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
	);
	expect(isClipped).toBe(false);
	const links = await description.locator('a').all();
	return {
		// n8n adds the item to some titles.
		title: (await page.getByTestId('node-error-message').innerText()).replace(/ \[item \d+\]$/, ''),
		text: await description.innerText(),
		links: Object.fromEntries(
			await Promise.all(
				links.map(async (link) => [await link.innerText(), await link.getAttribute('href')]),
			),
		) as Record<string, string>,
	};
}

test('somebody who is not found: who, and how to go on with the others', async () => {
	const page = await execute('not-found', {});
	const { title, text } = await shownError(page);
	expect(title).toBe('No Feishu user found for nobody@example.com');
	expect(text).toContain('Nothing was sent.');
	expect(text).toContain("set 'On Error' to 'Continue (using error output)'");
	await takePicture(page, 'error-not-found');
	await page.close();
});

test('a missing scope: which, with a link to add it', async () => {
	stage.emulator.faults.add({
		on: 'message',
		kind: 'answer',
		status: 400,
		headers: { 'X-Tt-Logid': '202605021853' },
		body: {
			code: 99991672,
			msg: 'Access denied. One of the following scopes is required: [helpdesk:all].应用尚未开通所需的应用身份权限：[helpdesk:all]，点击链接申请并开通任一权限即可：https://open.feishu.cn/app/cli_a1b2c3d4e5f6a7b8/auth?q=helpdesk:all&op_from=openapi&token_type=tenant',
			error: {
				log_id: '202605021853',
				troubleshooter:
					'排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=202605021853&code=99991672&method_id=7013',
				permission_violations: [{ type: 'action_scope_required', subject: 'helpdesk:all' }],
			},
		},
	});
	const page = await execute('scope', {
		receiver: by('email', 'wang.haitao@example.com'),
		receiveType: 'user',
	});
	const { title, text, links } = await shownError(page);
	expect(title).toBe('The app lacks a scope: helpdesk:all');
	expect(links).toMatchObject({
		'Add the scope in Feishu':
			'https://open.feishu.cn/app/cli_a1b2c3d4e5f6a7b8/auth?q=helpdesk:all&op_from=openapi&token_type=tenant',
		"Feishu's help on this error":
			'https://open.feishu.cn/search?from=openapi&log_id=202605021853&code=99991672&method_id=7013',
	});
	expect(text.split('202605021853')).toHaveLength(2);
	await takePicture(page, 'error-scope');
	await page.close();
});

test('a card template that does not exist is called so', async () => {
	const page = await execute('template', {
		receiver: by('email', 'wang.haitao@example.com'),
		messageType: 'interactive',
		cardInput: 'template',
		cardTemplateId: 'AAqNowhere',
		receiveType: 'user',
	});
	const { title } = await shownError(page);
	expect(title).toBe('The card template does not exist (message to wang.haitao@example.com)');
	await takePicture(page, 'error-template');
	await page.close();
});

test('a receiver who may have a ticket in progress', async () => {
	const page = await execute('ticket', { receiver: by('email', 'wang.haitao@example.com') });
	const { title } = await shownError(page);
	expect(title).toBe(
		'Feishu found the request invalid; wang.haitao@example.com has a ticket in progress (7294609182736455001, Awaiting User Response)',
	);
	await takePicture(page, 'error-ticket');
	await page.close();
});

test('a file that is not there', async () => {
	const page = await execute('file', {
		receiver: by('email', 'wang.haitao@example.com'),
		messageType: 'image',
	});
	const { title } = await shownError(page);
	expect(title).toBe("'Input Data Field Name' (data) has no file in this item");
	await takePicture(page, 'error-file');
	await page.close();
});

test('the error output keeps what the input held', async () => {
	const page = await execute(
		'error-output',
		{ receiveType: 'user' },
		{ onError: 'continueErrorOutput' },
	);
	const output = page.getByTestId('output-panel');
	await output.getByText('Error Branch (1 item)').click();
	await output
		.getByRole('radio', { name: 'JSON' })
		.or(output.getByText('JSON', { exact: true }))
		.first()
		.click();
	await output.getByText('of the input').waitFor();
	await takePicture(page, 'error-output');
	await page.close();
});

test('a dry run says so on the canvas and in the output', async () => {
	const page = await execute('dry-run', {
		receiver: by('email', 'wang.haitao@example.com'),
		options: { dryRun: true },
	});
	const output = page.getByTestId('output-panel');
	await output.getByText('Dry run: nothing was sent.').waitFor();
	await takePicture(page, 'dry-run');
	await page.keyboard.press('Escape');
	await nodeOnCanvas(page, 'Send').getByText('Dry run: Text → Dedicated Group').waitFor();
	await takePicture(page, 'dry-run-canvas');
	await page.close();
	expect(stage.emulator.inbox.messages).toEqual([]);
});
