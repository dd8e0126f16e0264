// Runs a command until the process that started it ends: its end, even by force, closes our standard input.
// node supervisor.cjs KILL COMMAND ARGUMENT...
// KILL is a JSON list: what ends the command by force. [] stands for SIGKILL.
'use strict';
const { spawn } = require('node:child_process');

const [killing, command, ...args] = process.argv.slice(2);
const [killer, ...killerArgs] = JSON.parse(killing);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
process.stdin.resume();
process.stdin.once('close', () => {
	if (!killer) child.kill('SIGKILL');
	else spawn(killer, killerArgs, { stdio: 'ignore' }).once('error', () => child.kill('SIGKILL'));
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.once('error', (error) => {
	console.error(error.message);
	process.exit(127);
});
child.once('exit', (code) => process.exit(code ?? 1));
