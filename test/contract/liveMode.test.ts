/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- starts Jest */
import { execFile } from 'node:child_process';

import type { DeliveredMessage, ReceivedRequest } from '../../emulator/server';
import { MESSAGE_PATH, requestsTo, ROOT } from '../node/setup';
import { emulatorTarget } from './target';

// `npm run test:live`, with an emulator in the place of Feishu.

// A second Jest compiles everything anew.
jest.setTimeout(120_000);

let target: Awaited<ReturnType<typeof emulatorTarget>>;
beforeEach(async () => {
	target = await emulatorTarget();
});
afterEach(() => target.close());

const credentials = () => ({
	FEISHU_LIVE_BASE_URL: target.baseUrl,
	FEISHU_LIVE_APP_ID: target.appId,
	FEISHU_LIVE_APP_SECRET: target.appSecret,
	FEISHU_LIVE_HELPDESK_ID: target.helpdeskId,
	FEISHU_LIVE_HELPDESK_TOKEN: target.helpdeskToken,
	FEISHU_LIVE_RECEIVER: target.receiver,
	FEISHU_LIVE_TICKET_ID: target.ticketId ?? '',
	FEISHU_LIVE_OTHER_TICKET_ID: target.ticketElsewhere ?? '',
});

async function runLive(
	variables: Record<string, string>,
): Promise<{ status: number; said: string }> {
	const env = Object.fromEntries(
		Object.entries(process.env).filter(
			([name]) => !name.startsWith('FEISHU_LIVE_') && name !== 'JEST_WORKER_ID',
		),
	);
	return await new Promise((resolve) => {
		const args = [
			require.resolve('jest/bin/jest'),
			'--config',
			'test/contract/jest.live.config.js',
			'--verbose',
		];
		const child = execFile(
			process.execPath,
			args,
			{ cwd: ROOT, env: { ...env, ...variables } },
			(_error, out, error) => resolve({ status: child.exitCode ?? -1, said: out + error }),
		);
	});
}

function expectNoSecretIn(said: string) {
	const token = requestsTo(target.emulator, MESSAGE_PATH)[0]?.headers.authorization?.replace(
		'Bearer ',
		'',
	);
	expect(token).toMatch(/^t-/);
	const helpdesk = Buffer.from(`${target.helpdeskId}:${target.helpdeskToken}`).toString('base64');
	for (const secret of [target.appSecret, target.helpdeskToken, helpdesk, String(token)])
		expect(said).not.toContain(secret);
}

test('the variables alone do not lead `npm test` to Feishu', async () => {
	Object.assign(process.env, credentials(), { FEISHU_LIVE_BASE_URL: 'https://open.feishu.cn' });
	jest.resetModules();
	const { openTarget } = jest.requireActual<typeof import('./target')>('./target');
	const opened = await openTarget();
	await opened.close();
	expect(opened.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:/);
});

test('without the variables nothing is sent, and those that are missing are named', async () => {
	const { status, said } = await runLive({
		...credentials(),
		FEISHU_LIVE_HELPDESK_TOKEN: '',
		FEISHU_LIVE_RECEIVER: ' ',
	});
	expect(status).toBe(1);
	expect(said).toMatch(
		/^Nothing was sent\. These variables are missing:\n {2}FEISHU_LIVE_HELPDESK_TOKEN .*\n {2}FEISHU_LIVE_RECEIVER .*\n\n/,
	);
	expect(target.emulator.inbox.requests).toEqual([]);
});

test('it tells what was confirmed, contradicted and not reached, and writes to the receiver alone', async () => {
	const { emulator } = target;
	const [receiver] = emulator.world.people;
	if (!receiver) throw new TypeError('There is nobody');
	emulator.tickets.create({ guest: receiver.name });
	emulator.world.openTicketAnswer = {
		status: 403,
		code: 154005,
		msg: `Method Forbidden ${target.appSecret}`,
	};
	const { status, said } = await runLive({ ...credentials(), FEISHU_LIVE_OPEN_TICKET: 'yes' });

	expect(said).toMatch(/confirmed {5}A blank text is refused with 154000\n/);
	expect(said).toMatch(
		/CONTRADICTED {2}A message to the dedicated group of somebody with a ticket in progress is refused with 154000\n +the emulator says HTTP 400, 154000; Feishu says HTTP 403, 154005 "Method Forbidden \*\*\*", log ID \w+\n/,
	);
	expect(said).toMatch(
		/not reached {3}A card template is taken \(look how it appears\)\n +set FEISHU_LIVE_TEMPLATE_ID\n/,
	);
	expect(said).toMatch(
		/confirmed {5}Tickets can be read \(look at their order\)\n +\d+ tickets; by created_at: the latest first; /,
	);
	expect(said).toMatch(/\n\d\d confirmed, 1 contradicted, 1 not reached\./);
	expect(status).toBe(0);

	const receivers = (requests: ReceivedRequest[]) =>
		requests.map(({ body }) => String((body as { receiver_id?: string }).receiver_id));
	const nobody = /^(o[un]_0{32}|undefined)$/;
	expect(
		[...new Set(receivers(requestsTo(emulator, MESSAGE_PATH)))].filter((id) => !nobody.test(id)),
	).toEqual([target.receiver]);
	const mentioned = ({ mentions }: DeliveredMessage) => Object.keys(mentions);
	expect([...new Set(emulator.inbox.messages.flatMap(mentioned))]).toEqual([target.receiver]);
	expectNoSecretIn(said);
});

test('if not even a plain message is taken, nothing is concluded, and no secret is told', async () => {
	target.emulator.world.helpdesks = [];
	const { status, said } = await runLive(credentials());
	expect(status).toBe(1);
	expect(said).toMatch(/\n0 confirmed, 0 contradicted, \d\d not reached\./);
	expect(said).toContain('a plain message was not taken: HTTP 401, 154001');
	expectNoSecretIn(said);
});
