/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- starts other programs */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { startProcess } from '../../support/n8nServer/processes';
import { n8nProgram } from '../../support/n8nServer/program';

const NODE = { node: '/node', bin: '/n8n/bin/n8n', image: undefined };
const IMAGE = { ...NODE, image: 'docker.n8n.io/n8nio/n8n:3' };
const ENV = { N8N_PORT: '5678', N8N_ENCRYPTION_KEY: 'a secret' };

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'program '))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function until(isSo: () => boolean): Promise<void> {
	for (let tries = 0; !isSo(); tries++) {
		if (tries === 500) throw new Error('in vain');
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

test('an n8n of a folder is started with Node, and gets nothing of our environment but the path', () => {
	expect(n8nProgram('start', folder, ENV, NODE)).toEqual({
		file: '/node',
		args: ['/n8n/bin/n8n', 'start'],
		env: { PATH: process.env.PATH, ...ENV },
	});
});

test('an n8n of an image runs in a container with the same folder, network and environment', () => {
	const { file, args, env } = n8nProgram('worker', folder, ENV, IMAGE);
	const line = args.join(' ');
	expect(file).toBe('docker');
	expect(line).toMatch(
		/^run --rm --init --network host --name n8n-under-test-[\w-]+ --user \d+:\d+ /,
	);
	expect(line).toContain(` --volume ${folder}:${folder} --env N8N_PORT --env N8N_ENCRYPTION_KEY `);
	expect(line).toMatch(/ docker\.n8n\.io\/n8nio\/n8n:3 worker$/);
	expect(line).not.toContain('a secret');
	expect(env).toMatchObject(ENV);
});

// The container itself goes on when `docker run` is killed.
test('a container is ended by force with a command of its own', async () => {
	const docker = join(folder, 'docker');
	writeFileSync(
		docker,
		`#!/bin/sh\necho "$@" >> '${folder}/'"$1"\n[ "$1" = kill ] || exec sleep 100\n`,
	);
	chmodSync(docker, 0o755);
	const { PATH } = process.env;
	process.env.PATH = [folder, PATH].join(delimiter);
	try {
		const program = n8nProgram('start', folder, ENV, IMAGE);
		const name = program.args[program.args.indexOf('--name') + 1];
		const running = startProcess(program, { log: join(folder, 'log') });
		await until(() => existsSync(join(folder, 'run')));
		const killed = running.kill();
		await until(() => existsSync(join(folder, 'kill')));
		expect(readFileSync(join(folder, 'kill'), 'utf8')).toBe(`kill ${name}\n`);
		await running.stop();
		await killed;
	} finally {
		process.env.PATH = PATH;
	}
});
