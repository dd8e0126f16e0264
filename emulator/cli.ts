/* eslint-disable no-console, @n8n/community-nodes/no-restricted-globals -- a command for the terminal */
import { optionsOf, usage } from './commandLine';
import { demoPictures } from './pictures/demoPictures';
import { type Emulator, startEmulator } from './server';
import { openIdsOf } from './world';

/** What to enter in the credential, and whom you can write to. The secrets only work with this emulator. */
function introduction({ url, world, tickets }: Emulator): string {
	const [app] = world.apps;
	const [helpdesk] = world.helpdesks;
	const people = world.people.slice(0, 5).map((person) => {
		const openId = openIdsOf(person, world)[app?.appId ?? ''] ?? '';
		const remark =
			tickets.openOf(person).length > 0
				? '  (has a ticket in progress, so Dedicated Group is refused)'
				: '';
		return `  ${openId}  ${person.userId}  ${(person.email ?? '').padEnd(28)}  ${person.name}${remark}`;
	});
	return [
		`Inbox             ${url}`,
		'',
		'Credential "Feishu Helpdesk API"',
		'  Region          Custom',
		`  Base URL        ${url}`,
		`  App ID          ${app?.appId}`,
		`  App Secret      ${app?.appSecret}`,
		`  Helpdesk ID     ${helpdesk?.helpdeskId}`,
		`  Helpdesk Token  ${helpdesk?.helpdeskToken}`,
		'',
		`Receivers (all of them, with all their addresses: ${url}/#people)`,
		`  ${'Open ID'.padEnd(35)}  ${'User ID'.padEnd(8)}  ${'Email'.padEnd(28)}  Name`,
		...people,
		'',
		'Pictures that already exist',
		...Object.keys(demoPictures).map((imageKey) => `  ${imageKey}`),
		'',
		'Ctrl-C stops it. Nothing is kept.',
	].join('\n');
}

async function main(): Promise<void> {
	const options = optionsOf(process.argv.slice(2));
	if (options === 'help') {
		console.log(usage);
		return;
	}
	const emulator = await startEmulator(options);
	console.log(introduction(emulator));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void emulator.close());
	}
}

main().catch((error: NodeJS.ErrnoException) => {
	if (error.code === 'EADDRINUSE') {
		console.error(
			'The port is in use, perhaps by another emulator. Choose one with --port, or --port 0 for any.',
		);
	} else if (error.code === 'EACCES') {
		console.error('This port needs more permissions. Choose one above 1023 with --port.');
	} else {
		console.error(`${error.message}\n\n${usage}`);
	}
	process.exitCode = 1;
});
