/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- starts the command */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import axios from 'axios';

import { defaultSettings, startEmulator } from '../../emulator/server';

// Starting tsx takes seconds on a busy machine.
jest.setTimeout(60_000);

const root = join(__dirname, '..', '..');
const running: ChildProcess[] = [];
afterEach(() => running.splice(0).forEach((child) => child.kill('SIGKILL')));

function start(...args: string[]) {
	// Not by the command tsx, which starts another process: that one would outlive a kill, and keep Jest from ending.
	const child = spawn(process.execPath, ['--import', 'tsx', 'emulator/cli.ts', ...args], {
		cwd: root,
	});
	running.push(child);
	const said = { out: '', error: '' };
	child.stdout.on('data', (chunk) => (said.out += String(chunk)));
	child.stderr.on('data', (chunk) => (said.error += String(chunk)));
	return { child, said };
}

async function run(...args: string[]) {
	const { child, said } = start(...args);
	const [status] = await once(child, 'close');
	return { status: status as number, ...said };
}

test('a wrong option is refused with a sentence and the usage', async () => {
	const { status, out, error } = await run('--port', 'abc');
	expect(status).toBe(1);
	expect(out).toBe('');
	expect(error).toContain('--port takes a whole number from 0 to 65535, but got "abc".');
	expect(error).toContain('--token-lifetime <seconds>');
	expect(error).not.toMatch(/\n\s+at /);
});

test('a port in use is told in plain words', async () => {
	const emulator = await startEmulator();
	const { status, error } = await run('--port', new URL(emulator.url).port);
	await emulator.close();
	expect(status).toBe(1);
	expect(error).toContain('The port is in use');
	expect(error).not.toContain('EADDRINUSE');
});

test('it starts with what was asked for, says what to type, and stops on Ctrl-C', async () => {
	const { child, said } = start(
		'--port',
		'0',
		'--latency',
		'7',
		'--quota',
		'5',
		'--window',
		'2',
		'--token-lifetime',
		'90',
	);
	while (!said.out.includes('Ctrl-C')) await once(child.stdout, 'data');
	const url = /Base URL +(\S+)/.exec(said.out)?.[1] ?? '';
	expect(said.out).toContain(`Inbox             ${url}`);
	for (const line of [
		'Region          Custom',
		'App ID          cli_',
		'App Secret      ',
		'Helpdesk ID     72',
		'Helpdesk Token  ht-',
		'lin.xiaoyu@example.com        林晓雨',
	]) {
		expect(said.out).toContain(line);
	}
	const { data } = await axios.get(`${url}/_emulator/settings`);
	expect(data).toEqual({
		...defaultSettings(),
		latencyMs: 7,
		quota: { limit: 5, windowMs: 2000 },
		tokenLifetimeSeconds: 90,
	});

	child.kill('SIGINT');
	const [status, signal] = await once(child, 'close');
	expect([status, signal]).toEqual([0, null]);
	expect(said.error).toBe('');
});
