/* eslint-disable @n8n/community-nodes/no-restricted-globals -- waits for the real n8n */
import { startEmulator, type Emulator } from '../../emulator/server';
import {
	activate,
	createCredential,
	createWorkflow,
	CREDENTIAL_NAME,
	CREDENTIAL_TYPE,
} from '../support/n8nServer/workflows';
import { crowd } from '../node/crowd';
import { requestsTo, TOKEN_PATH } from '../node/setup';
import { startRealN8n, type RealN8n } from './realN8n';
import { createReminder, toldBy } from './reminder';
import { by } from '../support/receiver';

let n8n: RealN8n;
let emulator: Emulator;
let credentialId: string;

beforeAll(async () => {
	emulator = await startEmulator({ world: crowd(140), quota: { limit: 0, windowMs: 1000 } });
	n8n = await startRealN8n();
	credentialId = await createCredential(n8n.api, emulator);
});
afterAll(async () => {
	await emulator?.close();
	await n8n?.stop();
});
beforeEach(() => {
	emulator.inbox.clear();
	emulator.settings.latencyMs = 0;
});

const people = (count: number) => Array.from({ length: count }, (_, i) => `ou_${i}`);
const reached = () => emulator.inbox.messages.map(({ receiverId }) => receiverId).sort();
const pause = async () => await new Promise((resolve) => setTimeout(resolve, 50));

test('n8n killed between two runs keeps the token and the deduplication keys', async () => {
	const { remind, executions } = await createReminder(n8n, 'keep', credentialId, {
		deduplicationKey: '={{ $json.openId }}',
	});
	await remind(people(10));
	await executions(1);
	expect(requestsTo(emulator, TOKEN_PATH)).toHaveLength(1);
	await n8n.kill();
	await n8n.restart();
	await remind(people(12));
	expect((await executions(2)).map(({ status }) => status)).toEqual(['success', 'success']);
	expect(reached()).toEqual(people(12).sort());
	expect(requestsTo(emulator, TOKEN_PATH)).toHaveLength(1);
});

test('n8n killed in the middle of a run: the next one sends the rest and tells who is unclear', async () => {
	const { remind, executions } = await createReminder(
		n8n,
		'crash',
		credentialId,
		{ deduplicationKey: '={{ $json.openId }}', concurrency: 5 },
		{ onError: 'continueErrorOutput' },
	);
	emulator.settings.latencyMs = 300;
	await remind(people(140));
	while (emulator.inbox.messages.length < 12) await pause();
	await n8n.kill();
	const arrived = reached();
	emulator.settings.latencyMs = 0;
	await n8n.restart();
	const [first] = await executions(1);
	expect(first?.status).toBe('crashed');
	await remind(people(140));
	const second = (await executions(2)).filter(({ id }) => id !== first?.id);
	const { sent, skipped, unclear } = await toldBy(n8n.api, second);
	expect([...sent, ...skipped, ...unclear].sort()).toEqual(people(140).sort());
	expect(reached()).toEqual([...arrived, ...sent].sort());
	expect(new Set(reached()).size).toBe(reached().length);
	// What was under way in its five lanes, and the 80 keys that were claimed ahead.
	expect(unclear.length).toBeGreaterThan(0);
	expect(unclear.length).toBeLessThanOrEqual(85);
});

test('Schedule Trigger fires for real: three rounds, nobody twice in a round', async () => {
	const workflow = await createWorkflow(n8n.api, {
		name: 'Schedule',
		nodes: [
			{
				id: 'schedule',
				name: 'Schedule',
				type: 'n8n-nodes-base.scheduleTrigger',
				typeVersion: 1.2,
				position: [0, 0],
				parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 2 }] } },
			},
			{
				id: 'people',
				name: 'People',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				position: [200, 0],
				parameters: { mode: 'raw', jsonOutput: JSON.stringify({ openId: people(5) }), options: {} },
			},
			{
				id: 'split',
				name: 'Split',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				position: [400, 0],
				parameters: { fieldToSplitOut: 'openId', options: {} },
			},
			{
				id: 'send',
				name: 'Remind',
				type: 'n8n-nodes-feishu-helpdesk.sendBotMessage',
				typeVersion: 1,
				position: [600, 0],
				parameters: {
					receiver: by('id', '={{ $json.openId }}'),
					text: '={{ $execution.id }}',
					options: {},
				},
				credentials: { [CREDENTIAL_TYPE]: { id: credentialId, name: CREDENTIAL_NAME } },
			},
		],
		connections: {
			Schedule: { main: [[{ node: 'People', type: 'main', index: 0 }]] },
			People: { main: [[{ node: 'Split', type: 'main', index: 0 }]] },
			Split: { main: [[{ node: 'Remind', type: 'main', index: 0 }]] },
		},
	});
	await activate(n8n.api, workflow);
	while (emulator.inbox.messages.length < 15) await pause();
	await n8n.api('POST', `/workflows/${workflow.id}/deactivate`, {});
	const rounds = new Map<string, string[]>();
	for (const { content, receiverId } of emulator.inbox.messages) {
		const { text } = content as { text: string };
		rounds.set(text, [...(rounds.get(text) ?? []), receiverId]);
	}
	const complete = [...rounds.values()].slice(0, 3).map((receivers) => receivers.sort());
	expect(complete).toEqual([people(5), people(5), people(5)]);
});
