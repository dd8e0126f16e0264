/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the examples */
/** What the documents show besides the canvases of the examples: panels and messages, in each language with words of its own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import type { Page } from 'playwright-core';

import { type DeliveredMessage } from '../../emulator/server';
import type { WorkflowJson } from '../support/n8nEngine/engine';
import {
	createWorkflow,
	CREDENTIAL_NAME,
	CREDENTIAL_TYPE,
	runWorkflow,
	withCredential,
} from '../support/n8nServer/workflows';
import { accountOf, credentialOf } from '../support/credential';
import { by } from '../support/receiver';
import {
	compose,
	pathOf,
	takePictureBetween,
	takePictureOfCanvas,
	takePictureOfFields,
	takePictureOfMessage,
	takePictureOfNode,
	type Language,
} from './documentPictures';
import { startOutside, type Outside } from './outside';
import { setUpStage } from './stage';
import { answerQuestion, choose, enter, nodeOnCanvas, until } from './steps';

const WORDS = {
	en: {
		receiver: 'amelia.wright@example.com',
		name: 'Amelia Wright',
		lead: 'grace.kim@example.com',
		leadName: 'Grace Kim',
		busy: { name: 'Daniel Okafor', email: 'daniel.okafor@example.com' },
		unknown: { name: 'Olivia Brown', email: 'olivia.brown@example.com' },
		text: 'Your expense report is due on <b>Friday, 18:00</b>. Missing receipts go in here: [Open the report](https://example.com/expenses)',
		rules: 'Expense rules',
		asks: 'Receipts are due at the end of the month. Questions go to ',
		link: 'Travel policy',
		card: 'Expense report',
		due: ['Due', 'Friday, 18:00'],
		missing: ['Missing', '2 receipts'],
		checks: 'checks the report.',
		open: 'Open the report',
		week: 'Every Monday: remind six people, and report who was not reached',
		nodes: ['Every Monday', 'Table of People', 'Remind', 'Report'],
		reason: 'error',
		arrives: 'What arrives',
		types: ['Text', 'Rich text', 'Image', 'Card'],
		report: 'Reminder: {{ $input.all().length }} not reached',
		ticket:
			'We are still waiting for your answer. If the VPN works again, please close this ticket.',
		vpn: 'Is the VPN connected again?',
		approve: 'Approve',
		review: { text: 'Your laptop is ready. You can pick it up today.' },
		ask: 'Tell Amelia that her laptop is ready.',
		alerts: [
			{
				id: 'disk-7',
				severity: 'critical',
				title: 'Disk "sda" is 98 % full',
				message: "/var has 1.2 GB left. Tonight's backup needs 4 GB.",
			},
			{
				id: 'cpu-2',
				severity: 'warning',
				title: 'CPU above 80 % for 10 minutes',
				message: 'Since 09:40. Three queries take longer than 30 s.',
			},
		],
	},
	zh: {
		receiver: 'chen.siyuan@example.com',
		name: '陈思远',
		lead: 'zhao.min@example.com',
		leadName: '赵敏',
		busy: { name: '王海涛', email: 'wang.haitao@example.com' },
		unknown: { name: '孙伟', email: 'sun.wei@example.com' },
		text: '您的报销单请在<b>周五 18:00</b> 前提交，缺的发票在这里补：[打开报销单](https://example.com/expenses)',
		rules: '报销须知',
		asks: '请在月底前提交发票，有疑问请联系 ',
		link: '查看差旅制度',
		card: '报销单',
		due: ['截止时间', '周五 18:00'],
		missing: ['待补', '2 张发票'],
		checks: '负责审核。',
		open: '打开报销单',
		week: '每周一提醒六个人，并汇报谁没有收到',
		nodes: ['每周一', '人员名单', '发送提醒', '汇报'],
		// What the node says of a failure is English.
		reason: 'email',
		arrives: '收到的消息',
		types: ['文本', '富文本', '图片', '卡片'],
		report: '报销提醒：{{ $input.all().length }} 人没有收到',
		ticket: '您好，还在等您的答复。如果 VPN 已恢复，请关闭工单。',
		vpn: 'VPN 现在能连上了吗？',
		approve: '同意',
		review: { text: '您的电脑已经修好，今天可以来取。' },
		ask: '告诉陈思远，电脑修好了。',
		alerts: [
			{
				id: 'disk-7',
				severity: 'critical',
				title: '磁盘 "sda" 已用 98%',
				message: '/var 只剩 1.2 GB，今晚的备份需要 4 GB。',
			},
			{
				id: 'cpu-2',
				severity: 'warning',
				title: 'CPU 连续 10 分钟超过 80%',
				message: '从 09:40 开始，有 3 条查询超过 30 秒。',
			},
		],
	},
} satisfies Record<Language, object>;

/** The examples are written in one language; what a picture shows of them, in the other. */
const TRANSLATIONS: Record<Language, ReadonlyArray<readonly [string, string]>> = {
	en: [
		['林晓雨', 'Amelia Wright'],
		['ou_5f0c3a91d2e84b7695a1c8e04d7f2b36', 'ou_e7a10b5c94d34f62b8c05f3e917d2a48'],
		['zhao.min@example.com', 'grace.kim@example.com'],
		['ou_3d64f8a2b90c4e15a7f2681d5be0c973', 'ou_9e3b7c15d0f84a26b7c48a5f1d62e079'],
		['10 月 8 日至 9 日', 'October 8 and 9'],
		['回家探亲', 'a visit to my family'],
		['请假申请：', 'Vacation request: '],
		[' 申请于 {{ $json.days }} 请假。', ' asks for a vacation on {{ $json.days }}.'],
		['原因：', 'Reason: '],
		[
			'行政服务台 · 三天内未答复将提醒申请人',
			'After three days without an answer the applicant is told',
		],
		['，您 ', ', your vacation on '],
		[' 的请假已获批准。', ' is approved.'],
	],
	zh: [
		['May this message go out?', '可以发送这条消息吗？'],
		['The agent wants to run this tool: ', 'AI Agent 要调用工具：'],
		['Input:', '参数：'],
		['"Severity"', '"级别"'],
		['"Alert"', '"告警"'],
		['Open the alert', '查看告警'],
	],
};

const stage = setUpStage();
beforeEach(() => stage.emulator.tickets.clear());

function readExample(name: string, language: Language) {
	const text = TRANSLATIONS[language].reduce(
		(changed, [from, to]) => changed.replaceAll(from, to),
		readFileSync(join(__dirname, '../../examples', `${name}.json`), 'utf8'),
	);
	return withCredential(JSON.parse(text) as WorkflowJson & { name: string }, stage.credentialId);
}

type Step = Partial<INode> & { name: string; parameters: INodeParameters };

/** Ours, unless another type is told. */
const step = (name: string, parameters: INodeParameters, more: Partial<INode> = {}): Step => ({
	name,
	type: 'n8n-nodes-feishu-helpdesk.sendBotMessage',
	parameters,
	credentials: { [CREDENTIAL_TYPE]: { id: stage.credentialId, name: CREDENTIAL_NAME } },
	...more,
});
const start = step('Start', {}, { type: 'n8n-nodes-base.manualTrigger', credentials: undefined });

/** One after the other, unless connections are told. */
async function create(name: string, steps: readonly Step[], connections?: IConnections) {
	return await createWorkflow(stage.n8n.api, {
		name,
		nodes: steps.map((one, index) => ({
			id: String(index),
			type: '',
			typeVersion: 1,
			position: [(index - 1) * 208, 0],
			...one,
		})),
		connections:
			connections ??
			Object.fromEntries(
				steps
					.slice(1)
					.map((one, index) => [
						steps[index]?.name ?? '',
						{ main: [[{ node: one.name, type: 'main', index: 0 }]] },
					]),
			),
	});
}

async function openNode(page: Page, name: string): Promise<void> {
	await nodeOnCanvas(page, name).dblclick();
	await page.getByTestId('node-parameters').waitFor();
}

function received(msgType: string): DeliveredMessage {
	const found = stage.emulator.inbox.messages.find((message) => message.msgType === msgType);
	if (!found) throw new TypeError(`There is no ${msgType}`);
	return found;
}

const picture = async (message: DeliveredMessage) =>
	await takePictureOfMessage(stage.browser.context, stage.emulator.url, message);

describe.each(['en', 'zh'] as const)('in %s', (language) => {
	const words = WORDS[language];
	const path = (name: string) => pathOf(name, language);
	const receiver = by('email', words.receiver);
	const card = {
		messageType: 'interactive',
		cardTitle: words.card,
		cardBlocks: {
			block: [
				{ type: 'field', name: words.due[0], value: words.due[1] },
				{ type: 'field', name: words.missing[0], value: words.missing[1] },
				{ type: 'mention', person: by('email', words.lead), text: words.checks },
				{
					type: 'button',
					text: words.open,
					url: 'https://example.com/expenses',
					style: 'primary',
				},
			],
		},
	};

	test('the reminder of the README', async () => {
		const [monday = '', people = '', remind = '', report = ''] = words.nodes;
		const table = [
			{ email: words.receiver, name: words.name },
			words.busy,
			words.unknown,
			...['lin.xiaoyu', 'zhou.yiming', 'liu.jia'].map((one) => ({
				email: `${one}@example.com`,
				name: one,
			})),
		];
		stage.emulator.tickets.create({ guest: words.busy.name });
		const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
		const { id } = await create(
			'reminder',
			[
				step(
					'Note',
					{ content: `### ${words.week}`, width: 928, height: 264, color: 7 },
					{
						type: 'n8n-nodes-base.stickyNote',
						credentials: undefined,
						position: [-80, -80],
					},
				),
				step(
					monday,
					{ rule: { interval: [{ field: 'weeks', triggerAtDay: [1] }] } },
					{ type: 'n8n-nodes-base.scheduleTrigger', credentials: undefined, typeVersion: 1.2 },
				),
				step(
					people,
					{ jsCode: `return ${JSON.stringify(table)}` },
					{ type: 'n8n-nodes-base.code', credentials: undefined, typeVersion: 2 },
				),
				step(
					remind,
					{
						receiver: by('email', '={{ $json.email }}'),
						...card,
					},
					{ onError: 'continueErrorOutput' },
				),
				step(
					report,
					{
						receiver: by('email', words.lead),
						messageType: 'interactive',
						cardTitle: `=${words.report}`,
						cardBlocks: {
							block: [
								{
									type: 'markdown',
									text: `={{ $input.all().map(({ json }) => json.name + ': ' + json.${words.reason}).join('\\n\\n') }}`,
								},
							],
						},
						options: { cardColor: 'orange' },
					},
					{ executeOnce: true, position: [624, 16] },
				),
			],
			{
				[monday]: { main: [to(people)] },
				[people]: { main: [to(remind)] },
				[remind]: { main: [[], to(report)] },
			},
		);
		const page = await stage.browser.openPage(`/workflow/${id}`);
		await page.getByTestId('execute-workflow-button').click();
		const receivedBy = (one: string) =>
			stage.emulator.inbox.messages.find(({ receiver: { name } }) => name === one);
		const told = await until(() => receivedBy(words.leadName));
		const reminded = await until(() => receivedBy(words.name));
		const canvas = await takePictureOfCanvas(page);
		await compose(stage.browser.context, path('reminder'), [
			[[{ picture: canvas }]],
			[
				[{ title: words.name, picture: await picture(reminded) }],
				[{ title: words.leadName, picture: await picture(told) }],
			],
		]);
		await page.close();
	});

	test('every message type: its panel, and what arrives', async () => {
		const outside = await startOutside({});
		const types = {
			text: { text: words.text, mentions: { mention: [{ who: 'receiver' }] } },
			'rich-text': {
				messageType: 'post',
				postTitle: words.rules,
				postElements: {
					element: [
						{ type: 'text', text: words.asks },
						{ type: 'mention', person: by('email', words.lead), newParagraph: false },
						{ type: 'link', text: words.link, href: 'https://example.com/policy' },
					],
				},
			},
			image: { messageType: 'image' },
			card,
		};
		const workflow = await create('types', [
			start,
			step(
				'Chart',
				{
					method: 'POST',
					url: `${outside.url}/chart`,
					options: { response: { response: { responseFormat: 'file' } } },
				},
				{ type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, credentials: undefined },
			),
			...(['image', 'text', 'rich-text', 'card'] as const).map((type) =>
				step(type, { receiver, ...(types[type] as INodeParameters) }),
			),
		]);
		expect(await runWorkflow(stage.n8n.api, workflow, 'Start')).toMatchObject({
			status: 'success',
		});
		await outside.close();
		const page = await stage.browser.openPage(`/workflow/${workflow.id}`);
		await page.setViewportSize({ width: 1400, height: 2400 });
		const shown: Array<{ title?: string; picture: Buffer }> = [];
		for (const [index, [type, msgType, ...parts]] of (
			[
				['text', 'text', { until: ['Text'] }, { from: ['Text'] }],
				[
					'rich-text',
					'post',
					{ from: ['Receiver'], until: ['Type', 1] },
					{ from: ['Type', 1], until: ['Options'] },
				],
				['image', 'image', { from: ['Receiver'], until: ['Options'] }],
				[
					'card',
					'interactive',
					{ from: ['Receiver'], until: ['Type', 2] },
					{ from: ['Type', 2], until: ['Options'] },
				],
			] as const
		).entries()) {
			await openNode(page, type);
			const arrived = await picture(received(msgType));
			const [first, second] = parts;
			await compose(stage.browser.context, path(`panel-${type}`), [
				[
					[{ picture: await takePictureOfFields(page, first) }],
					[
						...(second ? [{ picture: await takePictureOfFields(page, second) }] : []),
						{ title: words.arrives, picture: arrived },
					],
				],
			]);
			await page.keyboard.press('Escape');
			shown.push({ title: words.types[index], picture: arrived });
		}
		await compose(stage.browser.context, path('messages'), [
			// Text and image, rich text and card.
			[0, 1].map((column) => shown.filter((_, index) => index % 2 === column)),
		]);
		await page.close();
	});

	test('tickets: found, and written into', async () => {
		stage.emulator.tickets.create({ guest: words.busy.name });
		const { ticketId } = stage.emulator.tickets.create({
			guest: words.name,
			status: 'awaitingUser',
			stage: 'human',
			agents: [words.leadName],
			tags: ['VPN'],
			at: Date.now() - 5 * 86_400_000,
			messages: [{ from: 'agent', text: words.vpn }],
		});
		const parameters = {
			filters: { status: ['awaitingUser'], guest: by('email', words.receiver) },
		};
		const type = 'n8n-nodes-feishu-helpdesk.feishuHelpdesk';
		const workflow = await create('tickets', [
			start,
			step('Find', parameters, { type }),
			step(
				'Write',
				{
					resource: 'ticketMessage',
					operation: 'send',
					ticketId: by('id', '={{ $json.ticket_id }}'),
					text: words.ticket,
				},
				{ type },
			),
		]);
		const page = await stage.browser.openPage(`/workflow/${workflow.id}`);
		await page.setViewportSize({ width: 1400, height: 1000 });
		await page.getByTestId('execute-workflow-button').click();
		const message = await until(() => stage.emulator.inbox.messages[0]);
		expect(message.ticket).toMatchObject({ ticketId });
		await openNode(page, 'Write');
		await compose(stage.browser.context, path('ticket-message'), [
			[
				[{ picture: await takePictureOfFields(page, { from: ['Resource'], until: ['Mentions'] }) }],
				[{ title: words.arrives, picture: await picture(message) }],
			],
		]);
		await page.keyboard.press('Escape');
		await openNode(page, 'Find');
		await page.getByTestId('output-panel').getByText(ticketId).first().waitFor();
		await takePictureOfNode(page, path('panel-ticket'));
		await page.close();
	});

	test('the trigger, with a sample', async () => {
		stage.emulator.tickets.create({
			guest: words.name,
			status: 'awaitingUser',
			stage: 'human',
			agents: [words.leadName],
			tags: ['VPN'],
			at: Date.now() - 5 * 86_400_000,
		});
		const { id } = await create('trigger', [
			step(
				'Feishu Helpdesk Trigger',
				{
					pollTimes: { item: [{ mode: 'everyMinute' }] },
					events: ['ticketWaiting'],
					filters: { tags: 'VPN' },
				},
				{ type: 'n8n-nodes-feishu-helpdesk.feishuHelpdeskTrigger' },
			),
		]);
		const page = await stage.browser.openPage(`/workflow/${id}`);
		await page.setViewportSize({ width: 1400, height: 1200 });
		await openNode(page, 'Feishu Helpdesk Trigger');
		await page.getByTestId('node-execute-button').first().click();
		await page.getByTestId('output-panel').getByText('ticketWaiting').first().waitFor();
		await takePictureOfNode(page, path('panel-trigger'));
		await page.close();
	});

	/** The question that has been asked, and the message that its first answer leads to. */
	async function showAnswer(name: string): Promise<void> {
		const question = await until(() => stage.emulator.inbox.messages[0]);
		const asked = await picture(question);
		await answerQuestion(stage.browser.context, question, words.approve);
		const told = await until(() => stage.emulator.inbox.messages[1]);
		await compose(stage.browser.context, path(name), [
			[
				[{ title: question.receiver.name, picture: asked }],
				[{ title: told.receiver.name, picture: await picture(told) }],
			],
		]);
	}

	test('a question, and what its answer leads to', async () => {
		const { id } = await createWorkflow(stage.n8n.api, readExample('approval', language));
		const page = await stage.browser.openPage(`/workflow/${id}`);
		await page.getByTestId('execute-workflow-button').click();
		await showAnswer('approval-question');
		await page.close();
	});

	test('what a supervisor is asked about the tool of an agent', async () => {
		const outside: Outside = await startOutside({ email: words.receiver, ...words.review });
		const openAiApi = await stage.n8n.api<{ id: string; name: string }>('POST', '/credentials', {
			name: `OpenAI ${language}`,
			type: 'openAiApi',
			data: { apiKey: 'none', url: `${outside.url}/v1`, header: false },
		});
		const { nodes, ...example } = readExample('ai-agent-approval', language);
		const chat = nodes.find(({ type }) => type.endsWith('.chatTrigger'))?.name ?? '';
		const workflow = await createWorkflow(stage.n8n.api, {
			...example,
			nodes: nodes.map((node) =>
				node.credentials?.openAiApi ? { ...node, credentials: { openAiApi } } : node,
			),
			pinData: {
				[chat]: [{ json: { sessionId: '1', action: 'sendMessage', chatInput: words.ask } }],
			},
		});
		// It ends with the answer.
		await stage.n8n.api('POST', `/workflows/${workflow.id}/run`, {
			workflowData: workflow,
			triggerToStartFrom: { name: chat },
		});
		await showAnswer('ai-agent-approval-question');
		await outside.close();
	});

	test('the cards of two alerts', async () => {
		const { nodes, ...example } = readExample('webhook-alert', language);
		const webhook = nodes.find(({ type }) => type.endsWith('.webhook'))?.name ?? '';
		const workflow = await createWorkflow(stage.n8n.api, {
			...example,
			// The real one waits to be called.
			nodes: nodes.map((node) =>
				node.name === webhook ? { ...node, ...start, name: webhook } : node,
			),
			pinData: {
				[webhook]: words.alerts.map((alert) => ({
					json: { body: { service: 'db-1', url: 'https://example.com/alerts', ...alert } },
				})),
			},
		});
		await runWorkflow(stage.n8n.api, workflow, webhook);
		const pictures: Buffer[] = [];
		for (const message of stage.emulator.inbox.messages) pictures.push(await picture(message));
		await compose(stage.browser.context, path('webhook-alert-inbox'), [
			pictures.map((one) => [{ picture: one }]),
		]);
	});
});

test('the credential', async () => {
	const page = await stage.browser.openPage('/home/credentials/create');
	await page.setViewportSize({ width: 1200, height: 1500 });
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
	await choose(page, 'region', 'Feishu');
	const account = credentialOf(accountOf(stage.emulator));
	for (const field of ['appId', 'appSecret', 'helpdeskId', 'helpdeskToken'] as const)
		await enter(page, field, String(account[field]));
	// Feishu is out of reach here. This is what n8n answers where the same form reaches the emulator.
	await page.route('**/rest/credentials/test', async (route) => {
		await route.fulfill({ json: { data: { status: 'OK', message: 'Connection successful!' } } });
	});
	await page.getByTestId('credential-save-button').click();
	const tested = form.getByText('Connection tested successfully');
	await tested.waitFor();
	await takePictureBetween(
		page,
		pathOf('credential'),
		tested,
		page.getByTestId('parameter-input-helpdeskToken'),
	);
	await page.close();
});
