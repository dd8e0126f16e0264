/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- polls the real n8n and opens a browser */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import axios from 'axios';
import type { IDataObject, INode } from 'n8n-workflow';
import type { BrowserContext, Page } from 'playwright-core';

import type { WorkflowJson } from '../support/n8nEngine/engine';
import {
	createWorkflow,
	CREDENTIAL_NAME,
	CREDENTIAL_TYPE,
	endOf,
	withCredential,
} from '../support/n8nServer/workflows';
import { takePicture } from './realN8n';
import { by } from '../support/receiver';
import { setUpStage } from './stage';

const PHONE = { width: 390, height: 844 };
const CHROME =
	'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

const stage = setUpStage();
/** Of someone who is not signed in to n8n. */
let desk: BrowserContext;
beforeAll(async () => {
	desk = await newPerson('en-US');
});

async function newPerson(
	locale: string,
	viewport = { width: 1280, height: 900 },
): Promise<BrowserContext> {
	const chromium = stage.browser.context.browser();
	if (!chromium) throw new TypeError('There is no browser');
	return await chromium.newContext({ locale, viewport, timezoneId: 'Asia/Shanghai' });
}

/** Manual trigger -> Ask -> Tell, which sends on what came out of Ask. */
function askingWorkflow(question: IDataObject): { nodes: INode[]; connections: object } {
	const credentials = { [CREDENTIAL_TYPE]: { id: stage.credentialId, name: CREDENTIAL_NAME } };
	const type = 'n8n-nodes-feishu-helpdesk.sendBotMessage';
	const receiverId = stage.emulator.world.people[0]?.openId;
	const nodes = [
		{
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'ask',
			name: 'Ask }} "quoted"',
			type,
			typeVersion: 1,
			position: [440, 0],
			parameters: { operation: 'sendAndWait', receiver: by('id', receiverId), ...question },
			credentials,
		},
		{
			id: 'tell',
			name: 'Tell',
			type,
			typeVersion: 1,
			position: [660, 0],
			parameters: { receiver: by('id', receiverId), text: '={{ JSON.stringify($json) }}' },
			credentials,
		},
	] as INode[];
	const connections = Object.fromEntries(
		nodes
			.slice(0, -1)
			.map(({ name }, index) => [
				name,
				{ main: [[{ node: nodes[index + 1]?.name, type: 'main', index: 0 }]] },
			]),
	);
	return { nodes, connections };
}

const approval = {
	cardTitle: 'Two days off?',
	message: '**Li Hua** asks for 8 and 9 October.',
};

async function start(workflow: { nodes: INode[]; connections: object }): Promise<string> {
	return await run(await createWorkflow(stage.n8n.api, { name: 'Ask', ...workflow } as never));
}

async function run(created: object & { id: string }): Promise<string> {
	const { executionId } = await stage.n8n.api<{ executionId: string }>(
		'POST',
		`/workflows/${created.id}/run`,
		{ workflowData: created, triggerToStartFrom: { name: 'Start' } },
	);
	await waitUntil(executionId, 'waiting');
	return executionId;
}

async function statusOf(executionId: string): Promise<string> {
	return (await stage.n8n.api<{ status: string }>('GET', `/executions/${executionId}`)).status;
}

async function waitUntil(executionId: string, wanted: string): Promise<void> {
	for (let i = 0; i < 200; i++) {
		const status = await statusOf(executionId);
		if (status === wanted) return;
		if (!['new', 'running', 'waiting'].includes(status))
			throw new TypeError(`The execution is ${status}, not ${wanted}`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new TypeError(`The execution is not ${wanted} after 20 seconds`);
}

/** The links on the buttons of the latest question, by label. */
function links(): Record<string, string> {
	const card = stage.emulator.inbox.messages
		.filter(({ msgType }) => msgType === 'interactive')
		.at(-1)?.content as
		| {
				elements: Array<{
					tag: string;
					actions?: Array<{ text: { content: string }; url: string }>;
				}>;
		  }
		| undefined;
	return Object.fromEntries(
		(card?.elements ?? []).flatMap(({ actions = [] }) =>
			actions.map(({ text, url }) => [text.content, url]),
		),
	);
}

function link(label: string): string {
	const url = links()[label];
	if (url === undefined) throw new TypeError(`No button says ${label}: ${JSON.stringify(links())}`);
	return url;
}

/** What the node after the question got. */
function told(): object[] {
	return stage.emulator.inbox.messages
		.filter(({ msgType }) => msgType === 'text')
		.map(({ content }) => JSON.parse((content as { text: string }).text) as object);
}

/** Presses the button in the chat: the inbox page of the emulator. */
async function press(person: BrowserContext, label: string): Promise<Page> {
	const chat = await person.newPage();
	await chat.goto(`${stage.emulator.url}/view/latest`);
	const [page] = await Promise.all([
		person.waitForEvent('page'),
		chat.getByRole('link', { name: label, exact: true }).first().click(),
	]);
	await page.waitForLoadState();
	await chat.close();
	return page;
}

const visit = async (url: string, headers: object = {}) =>
	await axios.get<string>(url, {
		validateStatus: null,
		headers: { 'user-agent': CHROME, ...headers },
	});
const confirm = async (url: string, headers: object = {}, fields = 'confirm=yes') =>
	await axios.post<string>(url, fields, {
		validateStatus: null,
		headers: {
			'user-agent': CHROME,
			'content-type': 'application/x-www-form-urlencoded',
			...headers,
		},
	});

const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string;

test.each([
	['Approve', true],
	['Decline', false],
])('a press of "%s" in the chat and a second one on the page', async (label, approved) => {
	const executionId = await start(askingWorkflow(approval));
	if (approved) {
		const chat = await desk.newPage();
		await chat.goto(`${stage.emulator.url}/view/latest`);
		await chat.getByRole('link', { name: 'Decline' }).first().waitFor();
		await takePicture(chat, 'question-inbox');
		await chat.close();
	}
	const page = await press(desk, label);
	expect(await page.getByRole('heading').textContent()).toBe('Two days off?');
	expect(await page.locator('.message').innerHTML()).toBe(
		'<strong>Li Hua</strong> asks for 8 and 9 October.',
	);
	expect(await page.locator('.answer').textContent()).toContain(label);
	if (approved) await takePicture(page, 'answer-page');
	expect(await statusOf(executionId)).toBe('waiting');
	await page.getByRole('button', { name: 'Confirm' }).click();
	await page.getByText('your answer was recorded').waitFor();
	expect(await page.locator('.answer').textContent()).toContain(label);
	if (approved) await takePicture(page, 'answer-recorded');
	expect(await endOf(stage.n8n.api, executionId)).toMatchObject({ status: 'success' });
	expect(told()).toEqual([{ data: { approved, respondedAt: moment } }]);

	// Pressed again: n8n answers by itself now.
	await page.goto(link('Approve'));
	await page.getByText('No action required').waitFor();
	expect((await confirm(link('Decline'))).data).toContain('No action required');
	expect(told()).toHaveLength(1);
	await page.close();
});

test('a choice, in Chinese, on a telephone', async () => {
	const executionId = await start(
		askingWorkflow({
			cardTitle: '哪天开会？',
			message: '请选择**周会**时间。',
			responseType: 'choice',
			choices: '周一 10:00\n周二 14:00\n周三 09:30',
			options: {
				note: '行政服务台',
				limitWaitTime: {
					values: { limitType: 'afterTimeInterval', resumeAmount: 2, resumeUnit: 'days' },
				},
			},
		}),
	);
	const phone = await newPerson('zh-CN', PHONE);
	const page = await press(phone, '周二 14:00');
	expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
	await takePicture(page, 'answer-page-zh-phone');
	await page.getByRole('button', { name: '确认' }).click();
	await page.getByText('您的答复已记录').waitFor();
	await takePicture(page, 'answer-recorded-zh-phone');
	expect(await endOf(stage.n8n.api, executionId)).toMatchObject({ status: 'success' });
	expect(told()).toEqual([{ data: { choice: '周二 14:00', respondedAt: moment } }]);
	await phone.close();
});

test('a text: asked again while it is empty, taken as it was written', async () => {
	const hostile = '<img src=x onerror=alert(1)>"\'&amp; {{ $json }}\nsecond line 🎉';
	const executionId = await start(
		askingWorkflow({
			cardTitle: '<script>alert(1)</script>',
			message: '<b>Why?</b>',
			responseType: 'freeText',
			messageButtonLabel: 'Answer',
		}),
	);
	const page = await press(desk, 'Answer');
	const dialogs: string[] = [];
	page.on('dialog', (dialog) => {
		dialogs.push(dialog.message());
		void dialog.dismiss();
	});
	expect(await page.getByRole('heading').textContent()).toBe('<script>alert(1)</script>');
	expect((await confirm(page.url(), {}, 'confirm=yes&text=%20%00%0d%0a')).data).toContain(
		'Please write an answer first.',
	);
	await page.getByLabel('Your answer').fill(hostile);
	await takePicture(page, 'answer-text');
	await page.getByRole('button', { name: 'Send' }).click();
	await page.getByText('your answer was recorded').waitFor();
	expect(await page.locator('.answer strong').textContent()).toBe(hostile);
	expect(await endOf(stage.n8n.api, executionId)).toMatchObject({ status: 'success' });
	expect(told()).toEqual([{ data: { text: hostile, respondedAt: moment } }]);
	expect(dialogs).toEqual([]);
	await page.close();
});

test('loading the link ahead, scanners and link previews answer nothing; neither does a link that was altered', async () => {
	const executionId = await start(askingWorkflow(approval));
	const url = link('Approve');
	for (const headers of [
		{},
		{ 'sec-purpose': 'prefetch' },
		{ 'user-agent': 'Slackbot-LinkExpanding 1.0' },
	])
		await visit(url, headers);
	expect((await visit(url, { 'user-agent': 'facebookexternalhit/1.1' })).data).not.toContain(
		'Two days off?',
	);
	expect(
		(await axios.head(url, { validateStatus: null, headers: { 'user-agent': CHROME } })).status,
	).toBeLessThan(500);
	expect(await confirm(url, {}, '')).toMatchObject({ status: 200 });
	expect((await confirm(url, {}, '')).data).toContain('Nothing is sent until you confirm.');
	expect(
		await confirm(url, { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' }),
	).toMatchObject({ status: 403 });

	const altered = [
		url.replace('answer=approve', 'answer=decline'),
		url.replace('run=0', 'run=1'),
		`${url}&answer=decline`,
		url.replace(/signature=.{4}/, 'signature=0000'),
		url.replace(/&signature=.*/, ''),
		url.replace(/\/ask\?/, '/tell?'),
	];
	for (const wrong of altered) {
		expect([401, 404]).toContain((await visit(wrong)).status);
		expect([401, 404]).toContain((await confirm(wrong)).status);
	}
	expect(await statusOf(executionId)).toBe('waiting');
	expect(told()).toEqual([]);

	const headers = { 'accept-language': 'zh-CN' };
	expect(await confirm(url, headers)).toMatchObject({
		status: 200,
		data: expect.stringContaining('您的答复已记录') as string,
	});
	expect(await endOf(stage.n8n.api, executionId)).toMatchObject({ status: 'success' });
});

test('of two answers at the same moment one is taken, and the other is not told that it was', async () => {
	const executionId = await start(askingWorkflow(approval));
	const answers = await Promise.all([
		confirm(link('Approve')),
		confirm(link('Decline')),
		confirm(link('Approve')),
	]);
	const thanked = answers.filter(({ data }) => String(data).includes('your answer was recorded'));
	expect(thanked).toHaveLength(1);
	expect(await endOf(stage.n8n.api, executionId)).toMatchObject({ status: 'success' });
	expect(told()).toEqual([
		{
			data: {
				approved: thanked[0] === answers[0] || thanked[0] === answers[2],
				respondedAt: moment,
			},
		},
	]);
});

test('n8n crashes and comes back: the question still stands', async () => {
	const executionId = await start(askingWorkflow(approval));
	await stage.n8n.kill();
	await stage.n8n.restart();
	expect(await statusOf(executionId)).toBe('waiting');
	const page = await press(desk, 'Decline');
	await page.getByRole('button', { name: 'Confirm' }).click();
	await page.getByText('your answer was recorded').waitFor();
	expect(await endOf(stage.n8n.api, executionId)).toMatchObject({ status: 'success' });
	expect(told()).toEqual([{ data: { approved: false, respondedAt: moment } }]);
	await page.close();
});

test('after the limit nobody answers any more, and the input comes out', async () => {
	const limit = { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' };
	const executionId = await start(
		askingWorkflow({ ...approval, options: { limitWaitTime: { values: limit } } }),
	);
	const url = link('Approve');
	await new Promise((resolve) => setTimeout(resolve, 3100));
	const late = await visit(url);
	// n8n wakes the execution within a minute of the limit; until then the page says that it is too late.
	if (late.status === 410) {
		expect(late.data).toContain('Time is up');
		expect(await confirm(url)).toMatchObject({ status: 410 });
	}
	expect(await endOf(stage.n8n.api, executionId)).toMatchObject({ status: 'success' });
	expect(told()).toEqual([{}]);
	expect((await confirm(url)).data).toContain('No action required');
});

test('in a loop each question has links of its own', async () => {
	const loop = askingWorkflow({ ...approval, cardTitle: '={{ $json.name }} {{ $runIndex }}' });
	const nodes = [
		{
			id: 'split',
			name: 'Split',
			type: 'n8n-nodes-base.code',
			typeVersion: 2,
			position: [220, 0],
			parameters: { jsCode: 'return [{ json: { name: "A" } }, { json: { name: "B" } }];' },
		},
		{
			id: 'loop',
			name: 'Loop',
			type: 'n8n-nodes-base.splitInBatches',
			typeVersion: 3,
			position: [330, 0],
			parameters: { options: {} },
		},
	] as INode[];
	const ask = 'Ask }} "quoted"';
	const to = (node: string) => [{ node, type: 'main', index: 0 }];
	const executionId = await start({
		nodes: [...loop.nodes, ...nodes],
		connections: {
			Start: { main: [to('Split')] },
			Split: { main: [to('Loop')] },
			Loop: { main: [to('Tell'), to(ask)] },
			[ask]: { main: [to('Loop')] },
		},
	});
	const first = link('Approve');
	expect((await visit(first)).data).toContain('A 0');
	await confirm(first);
	for (let i = 0; i < 100 && stage.emulator.inbox.messages.length < 2; i++)
		await new Promise((resolve) => setTimeout(resolve, 100));
	await waitUntil(executionId, 'waiting');
	expect(await visit(first)).toMatchObject({
		status: 410,
		data: expect.stringContaining('This question is closed') as string,
	});
	expect(await confirm(first)).toMatchObject({ status: 410 });
	expect((await visit(link('Decline'))).data).toContain('B 1');
	await confirm(link('Decline'));
	expect(await endOf(stage.n8n.api, executionId)).toMatchObject({ status: 'success' });
	expect(told()).toEqual([
		{ data: { approved: true, respondedAt: moment } },
		{ data: { approved: false, respondedAt: moment } },
	]);
});

test('the example: declined, and the applicant is told', async () => {
	const example = JSON.parse(
		readFileSync(join(__dirname, '../../examples/approval.json'), 'utf8'),
	) as WorkflowJson;
	const created = await createWorkflow(stage.n8n.api, {
		...withCredential(example, stage.credentialId),
		name: 'Approval',
	});
	const executionId = await run(created);
	const chat = await desk.newPage();
	await chat.goto(`${stage.emulator.url}/view/latest`);
	await chat.getByRole('link', { name: '拒绝' }).first().waitFor();
	await takePicture(chat, 'approval-inbox');
	await chat.close();
	const editor = await stage.browser.openPage(`/workflow/${created.id}`);
	await editor.getByTestId('canvas-node').filter({ hasText: 'Ask the Manager' }).waitFor();
	await takePicture(editor, 'approval-canvas');
	const page = await press(desk, '拒绝');
	await takePicture(page, 'approval-page');
	await page.getByRole('button', { name: 'Confirm' }).click();
	await page.getByText('your answer was recorded').waitFor();
	expect(await endOf(stage.n8n.api, executionId)).toMatchObject({ status: 'success' });
	expect(stage.emulator.inbox.messages.at(-1)).toMatchObject({
		receiver: { name: '林晓雨' },
		content: { text: '林晓雨，您 10 月 8 日至 9 日 的请假未获批准，请与主管联系。' },
	});

	await editor.getByTestId('canvas-node').filter({ hasText: 'Ask the Manager' }).dblclick();
	await editor.getByTestId('parameter-input').first().waitFor();
	await takePicture(editor, 'approval-panel');
	await editor.close();
	await page.close();
});

test('n8n offers the node as a human review of what AI agents do, and its operations one by one', async () => {
	const { data: types } = await axios.get<
		Array<{
			name: string;
			properties: Array<{ name: string; type: string; default: unknown }>;
			codex: object;
		}>
	>(`${stage.n8n.url}/types/nodes.json`, {
		headers: {
			cookie: (await stage.browser.context.cookies())
				.map(({ name, value }) => `${name}=${value}`)
				.join('; '),
		},
	});
	const review = types.find(
		({ name }) => name === 'n8n-nodes-feishu-helpdesk.sendBotMessageHitlTool',
	);
	expect(review?.properties).toEqual(
		expect.arrayContaining([
			expect.objectContaining({ name: 'operation', type: 'hidden', default: 'sendAndWait' }),
			expect.objectContaining({ name: 'resource', type: 'hidden', default: 'botMessage' }),
			expect.objectContaining({ name: 'message', type: 'string' }),
			expect.objectContaining({ name: 'approvalOptions', type: 'fixedCollection' }),
		]),
	);
	const created = await createWorkflow(stage.n8n.api, {
		name: 'Actions',
		nodes: [],
		connections: {},
	});
	const editor = await stage.browser.openPage(`/workflow/${created.id}`);
	await editor.getByTestId('node-creator-plus-button').click();
	await editor.getByTestId('node-creator-search-bar').fill('feishu');
	await editor
		.getByTestId('node-creator-item-name')
		.filter({ hasText: 'Feishu Helpdesk: Send Bot Message' })
		.first()
		.click();
	await takePicture(editor, 'actions');
	await editor.getByText('Send helpdesk bot message and wait for response').first().waitFor();
	await editor.close();
});
