/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs beside n8n, never inside it */
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';

import { accountOf, credentialOf } from '../support/credential';
import {
	createWorkflow,
	CREDENTIAL_NAME,
	CREDENTIAL_TYPE,
	runWorkflow,
} from '../support/n8nServer/workflows';
import { takePicture } from './realN8n';
import { setUpStage } from './stage';
import {
	addFirstNode,
	addNode,
	choose,
	enter,
	findNode,
	locatorOf,
	shownFields,
	until,
} from './steps';

const stage = setUpStage();

/** Saves the credential as the editor does, then tests what is stored. */
async function testCredential(change: object) {
	const stored = async () =>
		(
			await stage.n8n.api<{ data: object }>(
				'GET',
				`/credentials/${stage.credentialId}?includeData=true`,
			)
		).data;
	await stage.n8n.api('PATCH', `/credentials/${stage.credentialId}`, {
		name: CREDENTIAL_NAME,
		type: CREDENTIAL_TYPE,
		data: { ...(await stored()), ...credentialOf(accountOf(stage.emulator)), ...change },
	});
	const data = await stored();
	// n8n keeps secrets from the browser.
	expect(JSON.stringify(data)).not.toContain(credentialOf(accountOf(stage.emulator)).appSecret);
	return await stage.n8n.api('POST', '/credentials/test', {
		credentials: { id: stage.credentialId, name: CREDENTIAL_NAME, type: CREDENTIAL_TYPE, data },
	});
}

test('the credential test names what is wrong, also when n8n still holds an older token', async () => {
	expect(await testCredential({})).toEqual({ status: 'OK', message: 'Connection successful!' });
	expect(await testCredential({ appSecret: 'wrong' })).toMatchObject({
		status: 'Error',
		message: expect.stringMatching(/^Feishu refused 'App ID' or 'App Secret'/) as string,
	});
	expect(await testCredential({ helpdeskToken: 'ht-wrong' })).toMatchObject({
		status: 'Error',
		message: expect.stringMatching(/^The app is fine, but Feishu refused the helpdesk/) as string,
	});
	expect(await testCredential({})).toEqual({ status: 'OK', message: 'Connection successful!' });
});

test('the node is found by what people type', async () => {
	const page = await stage.browser.openPage('/workflow/new');
	await page.getByTestId('canvas-plus-button').click();
	const searches =
		'feishu lark helpdesk 服务台 飞书机器人 飞书服务台 飞书消息 消息 通知 卡片 工单 群发 notify'.split(
			' ',
		);
	for (const words of [...searches, 'lark bot', 'lark helpdesk', 'feishu card']) {
		await findNode(page, words, 'Feishu Helpdesk: Send Bot Message');
		await page.getByTestId('node-creator-search-bar').fill('');
	}
	await findNode(page, '飞书机器人', 'Feishu Helpdesk: Send Bot Message');
	await takePicture(page, 'search');
	await page.close();
});

/** Those of every message. */
const OPTIONS = [
	'Concurrency',
	'Deduplication Key',
	'Dry Run',
	'Max Tries',
	'Max Wait (Seconds)',
	'Messages per Minute',
	'Resend When Unclear',
	'Spread Over (Seconds)',
	'Timeout (Seconds)',
	'When a Ticket Is in Progress',
];

/** The height of the fields for a text. Slack's node of n8n 2.41.1 has 564. */
const MOST_PIXELS = 700;

/** What Add Option offers. */
async function offeredOptions(page: Page): Promise<string[]> {
	await page.getByPlaceholder('Add Option').click();
	const offered = page
		.getByTestId('parameter-options-dropdown-item')
		.or(page.locator('.el-select-dropdown__item'))
		.filter({ visible: true });
	await offered.first().waitFor();
	const labels = await offered.allInnerTexts();
	await page.keyboard.press('Escape');
	return labels.map((label) => label.trim());
}

test('the credential form: a wrong secret is explained, the right one connects', async () => {
	const page = await stage.browser.openPage('/home/credentials/create');
	// The whole form is to be in the picture.
	await page.setViewportSize({ width: 1400, height: 1500 });
	await page.addStyleTag({
		content:
			'[data-test-id="editCredential-modal"], [data-test-id="editCredential-modal"] * { max-height: none !important; }',
	});
	await page.getByTestId('new-credential-type-select').locator('input').fill('feishu');
	await page
		.getByTestId('new-credential-type-select-option')
		.filter({ hasText: 'Feishu Helpdesk API' })
		.click();
	await page.getByTestId('new-credential-type-button').click();
	const form = page.getByTestId('editCredential-modal');
	await form.getByText('设置中心 → API 凭证').waitFor();
	for (const name of ['Developer console', 'Helpdesk admin console', 'Step by step'])
		await form.getByRole('link', { name }).waitFor();
	expect(await form.getByRole('listitem').filter({ hasText: 'console' }).count()).toBe(2);
	await takePicture(page, 'credential-empty', form);
	await choose(page, 'region', 'Custom');
	const { baseUrl, appId, appSecret, helpdeskId, helpdeskToken } = credentialOf(
		accountOf(stage.emulator),
	);
	for (const [field, value] of Object.entries({
		baseUrl,
		appId,
		appSecret: 'wrong',
		helpdeskId,
		helpdeskToken,
	}))
		await enter(page, field, value);
	await page.getByTestId('credential-save-button').click();
	await form
		.getByText("Couldn't connect with these settings")
		.or(form.getByText('Couldn’t connect with these settings'))
		.waitFor();
	await form.getByText('More details').click();
	await form.getByText("Feishu refused 'App ID' or 'App Secret'").first().waitFor();
	await takePicture(page, 'credential-refused', form);

	await enter(page, 'appSecret', appSecret);
	await page.getByTestId('credential-save-button').click();
	await form.getByText('Connection tested successfully').waitFor();
	await takePicture(page, 'credential', form);
	await page.close();
	const credentials = await stage.n8n.api<Array<{ id: string }>>('GET', '/credentials');
	for (const { id } of credentials)
		if (id !== stage.credentialId) await stage.n8n.api('DELETE', `/credentials/${id}`);
});

test('the node is added, shows the fields of each message type, and sends', async () => {
	const page = await stage.browser.openPage('/workflow/new');
	await addFirstNode(page, 'manual', 'Trigger manually');
	await addNode(page, '服务台', 'Feishu Helpdesk: Send Bot Message', 'Send helpdesk bot message');

	const fieldsOf = {
		'Rich Text': ['Rich Text Input', 'Title', 'Elements'],
		Image: ['Image Source', 'Input Data Field Name'],
		Card: ['Card Input', 'Title', 'Blocks'],
		Text: ['Text', 'Mentions'],
	};
	const ownOptions: Record<string, string[]> = {
		'Rich Text': ['Language', 'Translations'],
		Card: [
			'Card Width',
			'Markdown From Expressions',
			'Prevent Forwarding',
			'Subtitle',
			'Title Color',
		],
	};
	for (const [messageType, fields] of Object.entries(fieldsOf)) {
		await choose(page, 'messageType', messageType);
		const expected = ['Operation', 'Send To', 'Receiver', 'Message Type', ...fields, 'Options'];
		await until(
			async () => isDeepStrictEqual(await shownFields(page), expected) || undefined,
		).catch(() => undefined);
		expect(await shownFields(page)).toEqual(expected);
		await takePicture(page, `fields-${messageType.toLowerCase().replace(' ', '-')}`);
		expect(await offeredOptions(page)).toEqual(
			[...OPTIONS, ...(ownOptions[messageType] ?? [])].sort((a, b) => a.localeCompare(b)),
		);
	}
	// The common case fits a laptop's screen: from the credential to the last field.
	const top = await page.getByTestId('node-parameters').boundingBox();
	const last = await page.getByPlaceholder('Add Option').boundingBox();
	expect(Number(last?.y) + Number(last?.height) - Number(top?.y)).toBeLessThanOrEqual(MOST_PIXELS);

	const receiver = stage.emulator.world.people[0];
	await locatorOf(page, 'receiver').box.fill(String(receiver?.email));
	await enter(page, 'text', '你好，明天 10 点前请提交报销单。');
	await page.getByTestId('node-execute-button').click();
	const output = page.getByTestId('output-panel');
	await output.getByText('message_id').first().waitFor();
	const [message] = stage.emulator.inbox.messages;
	expect(message).toMatchObject({
		receiver: { name: receiver?.name },
		content: { text: '你好，明天 10 点前请提交报销单。' },
	});
	await output.getByText(String(message?.id)).first().waitFor();
	await takePicture(page, 'output');
	await page.close();

	const inbox = await stage.browser.openPage(`${stage.emulator.url}/view/latest`);
	await inbox.getByText('你好，明天 10 点前请提交报销单。').last().waitFor();
	await takePicture(inbox, 'inbox');
	await inbox.close();
});

let restore: (() => void) | undefined;
afterEach(() => restore?.());

test('the receiver: every mode, search, choose and send; a missing scope is named', async () => {
	const page = await stage.browser.openPage('/workflow/new');
	await addFirstNode(page, 'manual', 'Trigger manually');
	await addNode(page, '服务台', 'Feishu Helpdesk: Send Bot Message', 'Send helpdesk bot message');
	const locator = locatorOf(page, 'receiver');
	const chooseMode = async (name: string) => {
		await locator.mode.click();
		await page.getByTestId(`mode-${name}`).filter({ visible: true }).click();
	};
	await locator.mode.click();
	await page.getByTestId('mode-user_id').waitFor();
	await takePicture(page, 'receiver-modes');
	await page.keyboard.press('Escape');
	for (const name of ['email', 'mobile', 'id', 'union_id', 'user_id', 'list']) {
		await chooseMode(name);
		await takePicture(page, `receiver-${name.replace('_', '-')}`);
	}

	const search = page.getByTestId('rlc-search');
	await locator.box.click();
	await search.waitFor();
	await takePicture(page, 'receiver-list');
	await search.fill('思远');
	const found = page.getByTestId('rlc-item').filter({ hasText: '陈思远' });
	await found.waitFor();
	await takePicture(page, 'receiver-list-found');
	await found.click();
	await until(
		async () =>
			(await locator.box.inputValue()) === '陈思远 (chen.siyuan@example.com)' || undefined,
	);
	await enter(page, 'text', '请查看您的报销单。');
	await page.getByTestId('node-execute-button').click();
	await page.getByTestId('output-panel').getByText('message_id').first().waitFor();
	expect(stage.emulator.inbox.messages.map((message) => message.receiver.name)).toEqual(['陈思远']);
	await takePicture(page, 'receiver-sent');

	const [app] = stage.emulator.world.apps;
	if (!app) throw new TypeError('There is no app');
	const { scopes } = app;
	app.scopes = scopes.filter((scope) => scope !== 'directory:employee:search');
	// A second try of this test must find the scope again.
	restore = () => (app.scopes = scopes);
	await locator.box.click();
	await search.fill('赵敏');
	await page.getByText('directory:employee:search').filter({ visible: true }).first().waitFor();
	await takePicture(page, 'receiver-list-scope');
	await page.keyboard.press('Escape');
	await chooseMode('email');
	await locator.box.fill('zhao.min@example.com');
	// The editor keeps the value after a short pause, sooner than anyone gets to the button: without it the old one would run.
	// The wait is a timer of the page, so that a busy page cannot let it end before the editor's own.
	await page.evaluate('new Promise((resolve) => setTimeout(resolve, 1000))');
	await page.getByTestId('node-execute-button').click();
	await until(() => stage.emulator.inbox.messages[1]);
	expect(stage.emulator.inbox.messages[1]?.receiver.name).toBe('赵敏');
	await page.close();
});

test('a card mentions somebody who was searched for', async () => {
	const page = await stage.browser.openPage('/workflow/new');
	await addFirstNode(page, 'manual', 'Trigger manually');
	await addNode(page, '服务台', 'Feishu Helpdesk: Send Bot Message', 'Send helpdesk bot message');
	await locatorOf(page, 'receiver').box.fill('lin.xiaoyu@example.com');
	await choose(page, 'messageType', 'Card');
	await page.getByTestId('fixed-collection-add').click();
	await choose(page, 'type', 'Mention');
	const person = locatorOf(page, 'person');
	await person.mode.click();
	await page.getByTestId('mode-list').filter({ visible: true }).click();
	await person.box.click();
	await page.getByTestId('rlc-search').filter({ visible: true }).fill('思远');
	await page.getByTestId('rlc-item').filter({ hasText: '陈思远' }).click();
	await enter(page, 'text', '请**核对**。');
	await takePicture(page, 'card-mention', page.getByTestId('node-parameters'));
	expect(await person.box.inputValue()).toBe('陈思远 (chen.siyuan@example.com)');
	await page.getByTestId('node-execute-button').click();
	await page.getByTestId('output-panel').getByText('message_id').first().waitFor();
	const openId = stage.emulator.world.people.find(({ name }) => name === '陈思远')?.openId;
	expect(stage.emulator.inbox.messages.map(({ content }) => content)).toEqual([
		{ elements: [{ tag: 'markdown', content: `<at id=${String(openId)}></at> 请**核对**。` }] },
	]);
	await page.close();
});

test('the credential works in the HTTP Request node: both headers arrive, at its own server only', async () => {
	const requestTo = async (url: string) =>
		await createWorkflow(stage.n8n.api, {
			name: 'HTTP',
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
					name: 'Fields',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					position: [220, 0],
					parameters: {
						url,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: CREDENTIAL_TYPE,
						options: {},
					},
					credentials: { [CREDENTIAL_TYPE]: { id: stage.credentialId, name: CREDENTIAL_NAME } },
				},
			],
			connections: { Start: { main: [[{ node: 'Fields', type: 'main', index: 0 }]] } },
		});
	const address = `${stage.emulator.url}/open-apis/helpdesk/v1/ticket_customized_fields`;
	expect(await runWorkflow(stage.n8n.api, await requestTo(address), 'Start')).toMatchObject({
		status: 'success',
	});
	// The same server by another name is another server.
	const elsewhere = await runWorkflow(
		stage.n8n.api,
		await requestTo(address.replace('127.0.0.1', 'localhost')),
		'Start',
	);
	expect(elsewhere.status).toBe('error');
	expect(JSON.stringify(elsewhere)).toContain(
		`This credential is not sent to ${stage.emulator.url.replace('127.0.0.1', 'localhost')}. It belongs to ${stage.emulator.url}.`,
	);
	const { helpdeskId, helpdeskToken } = credentialOf(accountOf(stage.emulator));
	expect(stage.emulator.inbox.requests).toMatchObject([
		{
			path: '/open-apis/helpdesk/v1/ticket_customized_fields',
			code: 0,
			headers: {
				authorization: expect.stringMatching(/^Bearer t-/) as string,
				'x-lark-helpdesk-authorization': Buffer.from(`${helpdeskId}:${helpdeskToken}`).toString(
					'base64',
				),
			},
		},
	]);
});
