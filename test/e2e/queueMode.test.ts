/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads n8n's logs */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import axios from 'axios';

import { startEmulator, type Emulator } from '../../emulator/server';
import { startQueueMode, type QueueMode } from '../support/n8nServer/queueMode';
import { signIn, type Api } from '../support/n8nServer/session';
import { activate, createCredential } from '../support/n8nServer/workflows';
import { by } from '../support/receiver';
import { crowd } from '../node/crowd';
import { ARTIFACTS } from './realN8n';
import { createReminder, failures, outputOf, toldBy } from './reminder';
import { until } from './steps';
import { afterPolls, searches, watch } from './watch';

const LOGS = join(ARTIFACTS, 'queue');

let queue: QueueMode;
let emulator: Emulator;
let n8n: { url: string; api: Api };
let credentialId: string;

beforeAll(async () => {
	rmSync(LOGS, { recursive: true, force: true });
	mkdirSync(LOGS, { recursive: true });
	emulator = await startEmulator({ world: crowd(300) });
	queue = await startQueueMode(LOGS);
	n8n = { url: queue.main.url, api: await signIn(queue.main.url) };
	credentialId = await createCredential(n8n.api, emulator);
});
afterAll(async () => {
	await emulator?.close();
	await queue?.stop();
});

const reached = () => emulator.inbox.messages.map(({ receiverId }) => receiverId).sort();
const people = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, i) => `ou_${from + i}`);
/** Executions that the worker says it has begun. */
const begunBy = (worker: number) =>
	new Set(
		readFileSync(join(LOGS, `worker-${worker}.log`), 'utf8').match(/Worker started execution \d+/g),
	).size;

test('300 messages in six executions on two workers, one quota: each delivered once, none failed', async () => {
	emulator.inbox.clear();
	emulator.settings.quota = { limit: 100, windowMs: 4000 };
	const { remind, executions } = await createReminder(n8n, 'quota', credentialId, {
		messagesPerMinute: 0,
		deduplicationKey: '={{ $json.openId }}',
	});
	const lists = [0, 1, 2, 3, 4, 5].map((part) => people(part * 50, part * 50 + 50));
	await Promise.all(lists.map(remind));
	expect(await failures(n8n.api, await executions(6))).toEqual([]);
	expect(reached()).toEqual(people(0, 300).sort());
	expect([begunBy(1) > 0, begunBy(2) > 0]).toEqual([true, true]);

	// The same lists again, on whichever worker: the keys tell that everybody was reached, and not one is unclear.
	await Promise.all(lists.map(remind));
	expect(await failures(n8n.api, await executions(12))).toEqual([]);
	expect(reached()).toEqual(people(0, 300).sort());
});

test('a question asked by a worker is answered at the main process, and another execution goes on with it', async () => {
	emulator.inbox.clear();
	const question = {
		operation: 'sendAndWait',
		cardTitle: 'Coming?',
		message: 'To the party',
		responseType: 'choice',
		choices: 'Yes\nNo',
	};
	const { remind, executions } = await createReminder(
		n8n,
		'question',
		credentialId,
		{},
		{},
		question,
	);
	await remind(people(0, 1));
	while (emulator.inbox.messages.length === 0)
		await new Promise((resolve) => setTimeout(resolve, 50));
	const [link = ''] =
		/http[^"]+answer=No\b[^"]*/.exec(JSON.stringify(emulator.inbox.messages[0]?.content)) ?? [];
	expect(link).toContain(queue.main.url);
	const answer = async () =>
		await axios.post<string>(link, 'confirm=yes', {
			validateStatus: null,
			headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x64) Chrome/141.0.0.0' },
		});
	// The chat may show the question before the execution has been put to wait.
	let page = await answer();
	while (page.status === 409) page = await answer();
	expect([page.status, page.data]).toEqual([
		200,
		expect.stringContaining('your answer was recorded'),
	]);
	const [execution] = await executions(1);
	expect(await failures(n8n.api, execution ? [execution] : [])).toEqual([]);
	const output = await outputOf(n8n.api, execution?.id ?? '');
	expect(output).toEqual([[{ data: { choice: 'No', respondedAt: expect.any(String) as string } }]]);
});

test('the main process alone polls for tickets, workers execute: each event once', async () => {
	emulator.inbox.clear();
	emulator.tickets.clear();
	const begun = () => begunBy(1) + begunBy(2);
	const before = begun();
	const told = () =>
		emulator.inbox.messages.map(({ content }) => (content as { text: string }).text);
	const parameters = { events: ['ticketCreated'] };
	const workflow = await watch(n8n.api, credentialId, 'watch', parameters, by('id', 'ou_0'));
	await activate(n8n.api, workflow);
	// n8n answers before the first poll, which takes in how things are.
	await until(() => searches(emulator) >= 3 || undefined, 60_000);
	await new Promise((resolve) => setTimeout(resolve, 1000));
	emulator.tickets.create({ guest: 'Person 1', ticketId: '7300000000000000201' });
	await until(() => told().length > 0 || undefined, 90_000);
	await afterPolls(emulator, 2);
	expect(told()).toEqual(['watch 7300000000000000201-created']);
	expect(begun()).toBe(before + 1);
	await n8n.api('POST', `/workflows/${workflow.id}/deactivate`, {});
	// An open one closes somebody's dedicated group.
	emulator.tickets.clear();
}, 400_000);

test('a worker that dies in the middle: its executions fail, nobody gets a message twice, and a second try tells who is unclear', async () => {
	emulator.inbox.clear();
	emulator.settings.quota = { limit: 0, windowMs: 1000 };
	emulator.settings.latencyMs = 300;
	const settings = { onError: 'continueErrorOutput' } as const;
	const { remind, executions } = await createReminder(
		n8n,
		'crash',
		credentialId,
		{ messagesPerMinute: 0, deduplicationKey: '={{ $json.openId }}' },
		settings,
	);
	const lists = [0, 1, 2, 3].map((part) => people(part * 25, part * 25 + 25));
	const before = begunBy(1);
	await Promise.all(lists.map(remind));
	while (begunBy(1) === before || emulator.inbox.messages.length < 20)
		await new Promise((resolve) => setTimeout(resolve, 50));
	await queue.whileDead(1, async () => {
		const first = await executions(4);
		// n8n 2 does not run them again by itself.
		expect(new Set(first.map(({ status }) => status))).toEqual(new Set(['success', 'error']));

		emulator.settings.latencyMs = 0;
		const arrived = reached();
		await Promise.all(lists.map(remind));
		const second = (await executions(8)).filter(
			({ id }) => !first.some((execution) => execution.id === id),
		);
		expect(await failures(n8n.api, second)).toEqual([]);
		const { sent, skipped, unclear } = await toldBy(n8n.api, second);
		// Everybody is accounted for: sent now, delivered before, or said to be unclear.
		expect([...sent, ...skipped, ...unclear].sort()).toEqual(people(0, 100).sort());
		expect(reached()).toEqual([...arrived, ...sent].sort());
		expect(new Set(reached()).size).toBe(reached().length);
		// Unclear is at most what the dead worker had claimed and not sent: everybody in its executions who was not reached.
		expect(unclear.length).toBeGreaterThan(0);
		expect(unclear.length).toBeLessThanOrEqual(80);
	});
});
