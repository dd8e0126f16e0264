/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on its own, never inside n8n */
import { parseArgs } from 'node:util';

import type { EmulatorOptions } from './server';

export const usage = `Starts an emulator of Feishu on this machine: it accepts Helpdesk bot messages and shows them in an inbox.

npm run emulator -- [options]

  --port <number>            where to listen on 127.0.0.1 (3210; 0: any free port)
  --latency <ms>             delay of every answer (0)
  --quota <number>           messages per window before Feishu answers 429 (100; 0: no limit)
  --window <seconds>         length of that window (60)
  --token-lifetime <seconds> lifetime of a tenant access token (7200)
  --allow-host <name>        another name that calls on /open-apis may use as their Host; can be repeated
  --help                     this text`;

/** Reads the command line. If it is wrong, throws an error with a sentence for the terminal. */
export function optionsOf(args: string[]): EmulatorOptions | 'help' {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		args,
		options: {
			port: text,
			latency: text,
			quota: text,
			window: text,
			'token-lifetime': text,
			'allow-host': { type: 'string', multiple: true },
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help) return 'help';
	const numberOf = (
		flag: Exclude<keyof typeof values, 'help' | 'allow-host'>,
		preset: number,
		min: number,
		max: number,
	) => {
		const value = values[flag];
		if (value === undefined) return preset;
		const number = Number(value);
		if (/^\d+$/.test(value) && number >= min && number <= max) return number;
		throw new Error(`--${flag} takes a whole number from ${min} to ${max}, but got "${value}".`);
	};
	const allowedHosts = values['allow-host'] ?? [];
	for (const name of allowedHosts) {
		if (!/^[a-z\d_.-]+$/i.test(name))
			throw new Error(`--allow-host takes a host name without a port, but got "${name}".`);
	}
	return {
		allowedHosts,
		port: numberOf('port', 3210, 0, 65535),
		latencyMs: numberOf('latency', 0, 0, 600_000),
		quota: {
			limit: numberOf('quota', 100, 0, 1_000_000),
			windowMs: numberOf('window', 60, 1, 86_400) * 1000,
		},
		tokenLifetimeSeconds: numberOf('token-lifetime', 7200, 1, 86_400),
	};
}
