/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the examples */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import axios from 'axios';
import type { Page } from 'playwright-core';

import { defaultWorld } from '../../emulator/server';
import type { WorkflowJson } from '../support/n8nEngine/engine';
import {
	activate,
	createWorkflow,
	endOf,
	runWorkflow,
	withCredential,
} from '../support/n8nServer/workflows';
import { by } from '../support/receiver';
import { pathOf, takePictureOfCanvas } from './documentPictures';
import { startOutside, type Outside } from './outside';
import { takePicture } from './realN8n';
import { setUpStage } from './stage';
import { answerQuestion, askInChat, importWorkflow, nodeOnCanvas, until } from './steps';

/** What the model of the agent wants sent. */
const TOOL_ARGUMENTS = { email: 'lin.xiaoyu@example.com', text: '晓雨，你的电脑已经可以取了。' };
/** The node that is the agent's tool. */
const TOOL = 'Send Bot Message';
const ALERT_HEADER = { name: 'X-Alert-Key', value: 'only-for-this-test' };

const stage = setUpStage();
let outside: Outside;
beforeAll(async () => {
	outside = await startOutside(TOOL_ARGUMENTS);
	// The editor finds the credentials of an imported workflow by their names: nothing in it has to be changed.
	await stage.n8n.api('POST', '/credentials', {
		name: 'OpenAI',
		type: 'openAiApi',
		data: { apiKey: 'none', url: `${outside.url}/v1`, header: false },
	});
	await stage.n8n.api('POST', '/credentials', {
		name: 'Alert Header',
		type: 'httpHeaderAuth',
		data: ALERT_HEADER,
	});
});
afterAll(async () => await outside?.close());
// The next test finds the world as this one did: an open ticket would close somebody's group.
afterEach(() => {
	const known = defaultWorld().tickets.map(({ ticketId }) => ticketId);
	stage.emulator.tickets.changeAll(
		stage.emulator.world.tickets
			.filter(({ ticketId, status }) => !known.includes(ticketId) && !status.startsWith('closed'))
			.map(({ ticketId }) => ({ ticketId, status: 'closedByUser' as const })),
	);
});

type Example = WorkflowJson & { name: string };

function readExample(name: string, change = (text: string) => text): Example {
	return JSON.parse(
		change(readFileSync(join(__dirname, '../../examples', `${name}.json`), 'utf8')),
	) as Example;
}

/** @param change for what the tests cannot reach: they have no internet */
async function openExample(
	name: string,
	change?: (text: string) => string,
): Promise<{ page: Page; id: string }> {
	const page = await stage.browser.openPage('/workflow/new');
	return { page, id: await importWorkflow(page, `${name}.json`, readExample(name, change)) };
}

/** By the button below the canvas. Returns how the execution ended. */
async function execute(page: Page, id: string): Promise<string> {
	const before = await newestExecution(id);
	await page.getByTestId('execute-workflow-button').click();
	return await endOfNext(id, before);
}

async function endOfNext(id: string, before: string | undefined): Promise<string> {
	const executionId = await until(async () => {
		const newest = await newestExecution(id);
		return newest === before ? undefined : newest;
	});
	return (await endOf(stage.n8n.api, executionId)).status;
}

async function newestExecution(workflowId: string): Promise<string | undefined> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await stage.n8n.api<{ results: Array<{ id: string }> }>(
		'GET',
		`/executions?filter=${filter}`,
	);
	return results[0]?.id;
}

/** Who received what and where, in a fixed order. */
function received(): string[] {
	return stage.emulator.inbox.messages
		.map(({ receiver, msgType, receiveType }) => `${receiver.name}: ${msgType}, ${receiveType}`)
		.sort();
}

test('scheduled reminder: who was not reached is on one card', async () => {
	const { page, id } = await openExample('scheduled-reminder');
	expect(await execute(page, id)).toBe('success');
	expect(received()).toEqual([
		'Amelia Wright: text, chat',
		'Daniel Okafor: text, chat',
		'林晓雨: text, chat',
		'赵敏: interactive, chat',
		'陈思远: text, chat',
	]);
	const card = JSON.stringify(
		stage.emulator.inbox.messages.find(({ msgType }) => msgType === 'interactive')?.content,
	);
	expect(card).toContain('Reminder: 2 not reached');
	expect(card).toMatch(/王海涛&#58; .*\\n.*孙伟&#58; |孙伟&#58; .*\\n.*王海涛&#58; /);
	await takePictureOfCanvas(page, pathOf('scheduled-reminder'));
	await page.close();
});

test('alert from a webhook: hostile text arrives as typed, and twice the same alert arrives once', async () => {
	const { page, id } = await openExample('webhook-alert');
	await takePictureOfCanvas(page, pathOf('webhook-alert'));
	await page.close();
	const { versionId } = await stage.n8n.api<{ versionId: string }>('GET', `/workflows/${id}`);
	await activate(stage.n8n.api, { id, versionId });
	const message =
		'<at id=all></at> **not bold** [x](javascript:alert(1))\n"quotes" {{ $json }} <script>alert(1)</script>';
	const alert = {
		id: 'disk-7',
		title: '磁盘 "sda" 已满 <b>98%</b>',
		severity: 'critical',
		service: 'db-1',
		message,
		url: 'https://example.com/alerts/7?a=1&b=2',
	};
	const call = async (headers: object) =>
		await axios.post<unknown>(`${stage.n8n.url}/webhook/feishu-helpdesk-alert`, alert, {
			headers: { ...headers },
			validateStatus: null,
		});
	const withKey = { [ALERT_HEADER.name]: ALERT_HEADER.value };

	// The webhook is there a moment after the workflow is published.
	await until(async () => ((await call({})).status === 404 ? undefined : true));
	expect((await call({})).status).toBe(403);
	expect(await call(withKey)).toMatchObject({
		status: 200,
		data: { message_id: expect.stringMatching(/^om_/) as string },
	});
	expect(await call(withKey)).toMatchObject({ status: 200, data: { skipped: true } });
	expect(received()).toEqual(['Daniel Okafor: interactive, chat']);
	const card = stage.emulator.inbox.messages[0]?.content as { header: object; elements: object[] };
	expect(card.header).toEqual({
		template: 'red',
		title: { tag: 'plain_text', content: alert.title },
		subtitle: { tag: 'plain_text', content: 'db-1' },
	});
	expect(card.elements[1]).toEqual({
		tag: 'markdown',
		content:
			'&#60;at id=all&#62;&#60;&#47;at&#62; &#42;&#42;not bold&#42;&#42; &#91;x&#93;&#40;javascript&#58;alert&#40;1&#41;&#41;\n&#34;quotes&#34; {{ &#36;json }} &#60;script&#62;alert&#40;1&#41;&#60;&#47;script&#62;',
	});
	expect(card.elements[2]).toMatchObject({ actions: [{ url: alert.url }] });
});

test('a schedule goes by the time zone of the workflow', async () => {
	// The editor's import from a file leaves the settings out (n8n 2.41.1), as the note on the canvas says. The API keeps them.
	const workflow = await createWorkflow(stage.n8n.api, {
		...readExample('scheduled-reminder'),
		name: 'Time zone',
	});
	expect(JSON.stringify(await runWorkflow(stage.n8n.api, workflow, 'Every Monday'))).toContain(
		'Asia/Shanghai (UTC+08:00)',
	);
});

test('daily picture: drawn from the numbers, uploaded once, sent to both', async () => {
	const unchanged = await stage.browser.openPage('/workflow/new');
	await importWorkflow(unchanged, 'daily-picture.json', readExample('daily-picture'));
	await takePictureOfCanvas(unchanged, pathOf('daily-picture'));
	await unchanged.close();

	const { page, id } = await openExample('daily-picture', (text) =>
		text.replaceAll('https://quickchart.io', outside.url),
	);
	expect(await execute(page, id)).toBe('success');
	expect(received()).toEqual(['Amelia Wright: image, chat', '赵敏: image, chat']);
	expect(
		stage.emulator.inbox.requests.filter(({ path }) => path === '/open-apis/im/v1/images'),
	).toHaveLength(1);
	expect(outside.charts).toMatchObject([
		{
			chart: {
				type: 'bar',
				data: {
					labels: ['周一', '周二', '周三', '周四', '周五'],
					datasets: [{ data: [42, 38, 51, 47, 33] }, {}],
				},
			},
		},
	]);
	await page.close();
});

test('follow-up: a closed group is answered by the private chat and the agent, and a second run sends nothing', async () => {
	const { page, id } = await openExample('follow-up');
	expect(await execute(page, id)).toBe('success');
	const expected = [
		'Amelia Wright: text, chat',
		'Grace Kim: post, chat',
		'王海涛: post, user',
		'赵敏: post, chat',
	];
	expect(received()).toEqual(expected);
	expect(stage.emulator.inbox.messages.find(({ msgType }) => msgType === 'text')?.content).toEqual({
		text: 'Case 1047: 王海涛 has another ticket in progress. The follow-up went to the private chat.',
	});
	await takePictureOfCanvas(page, pathOf('follow-up'));
	expect(await execute(page, id)).toBe('success');
	expect(received()).toEqual(expected);
	await page.close();
});

test('waiting tickets: what has waited for three days is reminded once, and the rest is reported', async () => {
	const { page, id } = await openExample('waiting-tickets');
	const day = 86_400_000;
	const waiting = {
		status: 'awaitingUser' as const,
		stage: 'human' as const,
		agents: ['Grace Kim'],
	};
	const answered = (days: number) => ({
		at: Date.now() - days * day,
		messages: [{ from: 'agent' as const, text: 'Does it work now?' }],
	});
	const long = stage.emulator.tickets.create({ guest: '林晓雨', ...waiting, ...answered(5) });
	stage.emulator.tickets.create({ guest: '陈思远', ...waiting, ...answered(1) });
	// One of the two that wait is closed at the last moment.
	stage.emulator.faults.add({
		on: 'ticketMessage',
		kind: 'answer',
		status: 401,
		body: { code: 154401, msg: 'Ticket already be closed' },
	});
	expect(await execute(page, id)).toBe('success');
	const places = () => stage.emulator.inbox.messages.map(({ receiveType }) => receiveType).sort();
	expect(places()).toEqual(['chat', 'ticket']);
	const card = stage.emulator.inbox.messages.find(({ msgType }) => msgType === 'interactive');
	expect(JSON.stringify(card?.content)).toMatch(/not reminded.*The ticket is closed already/);
	await takePictureOfCanvas(page, pathOf('waiting-tickets'));
	// The next morning the one that was not reached is written to; the other is not written to again.
	expect(await execute(page, id)).toBe('success');
	expect(places()).toEqual(['chat', 'ticket', 'ticket']);
	stage.emulator.tickets.change(long.ticketId, { status: 'closedByUser' });
	await page.close();
});

test('ticket feedback: each ticket that closes is asked about, and what is not solved is told', async () => {
	const { page, id } = await openExample('ticket-feedback');
	await takePictureOfCanvas(page, pathOf('ticket-feedback'));
	const tickets = ['陈思远', 'Amelia Wright'].map((guest) =>
		stage.emulator.tickets.create({ guest, agents: ['Grace Kim'] }),
	);
	const workflow = await stage.n8n.api<{ id: string; versionId: string }>(
		'GET',
		`/workflows/${id}`,
	);
	await activate(stage.n8n.api, workflow);
	// n8n answers before the first poll, which takes in how things are.
	await until(
		() => stage.emulator.inbox.requests.filter(({ path }) => path.endsWith('/tickets'))[2],
	);
	await new Promise((resolve) => setTimeout(resolve, 1000));
	for (const { ticketId } of tickets)
		stage.emulator.tickets.change(ticketId, { status: 'closedByAgent' });
	await until(() => stage.emulator.inbox.messages.length === 2 || undefined, 90_000);
	// Both at once: neither waits for the answer of the other.
	expect(received()).toEqual(['Amelia Wright: interactive, user', '陈思远: interactive, user']);
	const question = stage.emulator.inbox.messages.find(({ receiver }) => receiver.name === '陈思远');
	if (!question) throw new TypeError('Nobody was asked');
	await answerQuestion(stage.browser.context, question, '没有解决');
	const told = await until(() => stage.emulator.inbox.messages[2]);
	expect(told).toMatchObject({
		receiver: { name: '赵敏' },
		content: { text: `陈思远 的工单 ${String(tickets[0]?.ticketId)} 已关闭，但问题没有解决。` },
	});
	await stage.n8n.api('POST', `/workflows/${id}/deactivate`, {});
	await page.close();
});

test('approval: asks, waits, and tells the applicant what was answered', async () => {
	const { page, id } = await openExample('approval');
	await page.getByTestId('execute-workflow-button').click();
	const question = await until(() => stage.emulator.inbox.messages[0]);
	expect(received()).toEqual(['赵敏: interactive, user']);
	expect((question.content as { elements: object[] }).elements[0]).toEqual({
		tag: 'markdown',
		content: '林晓雨 申请于 10 月 8 日至 9 日 请假。\n原因：回家探亲',
	});
	await answerQuestion(stage.browser.context, question, '同意');
	expect(await endOfNext(id, undefined)).toBe('success');
	expect(received()).toEqual(['林晓雨: text, chat', '赵敏: interactive, user']);
	expect(stage.emulator.inbox.messages[1]?.content).toEqual({
		text: '林晓雨，您 10 月 8 日至 9 日 的请假已获批准。',
	});
	await takePictureOfCanvas(page, pathOf('approval'));
	await page.close();
});

test('AI agent: the node is its tool', async () => {
	const { page, id } = await openExample('ai-agent');
	await askInChat(page, 'Tell Lin Xiaoyu that her laptop is ready.');
	expect(await endOfNext(id, undefined)).toBe('success');
	expect(received()).toEqual(['林晓雨: text, chat']);
	expect(stage.emulator.inbox.messages[0]?.content).toEqual({ text: TOOL_ARGUMENTS.text });
	expect(outside.questions[0]?.tools).toMatchObject([
		{
			function: {
				parameters: { properties: { email: { type: 'string' }, text: { type: 'string' } } },
			},
		},
	]);
	await page.getByTestId('canvas-chat-body').getByText('Done.').waitFor();
	await takePicture(page, 'ai-agent-chat');
	await page.getByTestId('workflow-chat-button').click();
	await takePictureOfCanvas(page, pathOf('ai-agent'));
	await page.close();
});

test.each([
	['email', 'email', 'email'],
	['union_id', 'union_id', 'unionId'],
	// From there n8n goes to the Open ID.
	['list', 'id', 'openId'],
] as const)(
	'AI agent: the button beside the receiver, mode %s, hands it to the model',
	async (mode, savedMode, address) => {
		const receiver = stage.emulator.world.people[1]?.[address];
		const model = await startOutside({ ...TOOL_ARGUMENTS, Receiver: receiver });
		const openAiApi = await stage.n8n.api<{ id: string; name: string }>('POST', '/credentials', {
			name: `Model for ${mode}`,
			type: 'openAiApi',
			data: { apiKey: 'none', url: `${model.url}/v1`, header: false },
		});
		const { nodes, ...example } = withCredential(readExample('ai-agent'), stage.credentialId);
		const { id } = await createWorkflow(stage.n8n.api, {
			...example,
			name: `AI agent: ${mode}`,
			nodes: nodes.map((node) => ({
				...node,
				parameters: { ...node.parameters, ...(node.name === TOOL && { receiver: by(mode, '') }) },
				credentials: node.credentials?.openAiApi ? { openAiApi } : node.credentials,
			})),
		});
		const page = await stage.browser.openPage(`/workflow/${id}`);
		await nodeOnCanvas(page, TOOL).dblclick();
		await page
			.getByTestId('parameter-input-receiver')
			.getByTestId('from-ai-override-button')
			.click();
		await page.getByText('Defined automatically by the model').waitFor();
		await takePicture(page, `ai-agent-receiver-${mode.replace('_', '-')}`);
		await page.keyboard.press('Escape');
		// Saved by itself after a moment.
		const saved = await until(async () => {
			const workflow = await stage.n8n.api<WorkflowJson>('GET', `/workflows/${id}`);
			const tool = workflow.nodes.find(({ name }) => name === TOOL)?.parameters.receiver;
			return JSON.stringify(tool).includes('$fromAI') ? tool : undefined;
		});
		expect(saved).toMatchObject({ mode: savedMode });

		await askInChat(page, 'Tell Chen Siyuan that his laptop is ready.');
		expect(await endOfNext(id, undefined)).toBe('success');
		expect(received()).toEqual(['陈思远: text, chat']);
		expect(stage.emulator.inbox.messages[0]?.content).toEqual({ text: TOOL_ARGUMENTS.text });
		await page.close();
		await model.close();
		// n8n gives the newest of its kind to a workflow that is imported.
		await stage.n8n.api('DELETE', `/credentials/${openAiApi.id}`);
	},
);

test('AI agent with approval: nothing is sent before somebody has approved it', async () => {
	const { page, id } = await openExample('ai-agent-approval');
	await takePictureOfCanvas(page, pathOf('ai-agent-approval'));
	await askInChat(page, 'Tell Lin Xiaoyu that her laptop is ready.');
	const question = await until(() => stage.emulator.inbox.messages[0]);
	expect(received()).toEqual(['赵敏: interactive, user']);
	await answerQuestion(stage.browser.context, question, '同意');
	expect(await endOfNext(id, undefined)).toBe('success');
	expect(received()).toEqual(['林晓雨: text, chat', '赵敏: interactive, user']);
	expect(stage.emulator.inbox.messages[1]?.content).toEqual({ text: TOOL_ARGUMENTS.text });
	await page.close();
});

test('every message type: the workflow of the demo', async () => {
	const { page, id } = await openExample('message-types');
	expect(await execute(page, id)).toBe('success');
	expect(received()).toEqual([
		'Amelia Wright: interactive, chat',
		'Amelia Wright: text, chat',
		'Daniel Okafor: interactive, chat',
		'Daniel Okafor: text, chat',
		'林晓雨: image, chat',
		'林晓雨: interactive, chat',
		'林晓雨: post, chat',
		'林晓雨: text, chat',
		'王海涛: text, user',
		'陈思远: interactive, chat',
		'陈思远: text, chat',
	]);
	await takePictureOfCanvas(page, pathOf('message-types'));
	await page.close();
});
