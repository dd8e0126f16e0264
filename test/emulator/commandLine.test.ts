import { optionsOf, usage } from '../../emulator/commandLine';

test.each([
	[['--port', 'abc'], '--port takes a whole number from 0 to 65535, but got "abc".'],
	[['--port', '65536'], '--port takes a whole number from 0 to 65535, but got "65536".'],
	[['--port='], '--port takes a whole number from 0 to 65535, but got "".'],
	[['--quota=-1'], '--quota takes a whole number from 0 to 1000000, but got "-1".'],
	[['--window', '0'], '--window takes a whole number from 1 to 86400, but got "0".'],
	[['--window', '1.5'], '--window takes a whole number from 1 to 86400, but got "1.5".'],
	[['--latency', '1e3'], '--latency takes a whole number from 0 to 600000, but got "1e3".'],
	[
		['--token-lifetime', '0'],
		'--token-lifetime takes a whole number from 1 to 86400, but got "0".',
	],
	[
		['--allow-host', 'feishu:3210'],
		'--allow-host takes a host name without a port, but got "feishu:3210".',
	],
	[['--speed', '5'], "Unknown option '--speed'"],
	[['5'], "Unexpected argument '5'"],
	[['--port'], "Option '--port <value>' argument missing"],
])('%j is refused', (args, sentence) => {
	expect(() => optionsOf(args)).toThrow(sentence);
});

test('without options it listens on port 3210 and is as quick and as strict as Feishu', () => {
	expect(optionsOf([])).toEqual({
		allowedHosts: [],
		port: 3210,
		latencyMs: 0,
		quota: { limit: 100, windowMs: 60_000 },
		tokenLifetimeSeconds: 7200,
	});
});

test('every option is taken; durations are in the unit that the usage names', () => {
	const args = [
		'--port=0',
		'--latency',
		'7',
		'--quota',
		'0',
		'--window',
		'2',
		'--token-lifetime',
		'90',
		'--allow-host',
		'feishu',
		'--allow-host=n8n',
	];
	expect(optionsOf(args)).toEqual({
		allowedHosts: ['feishu', 'n8n'],
		port: 0,
		latencyMs: 7,
		quota: { limit: 0, windowMs: 2000 },
		tokenLifetimeSeconds: 90,
	});
	for (const flag of [
		'--port <number>',
		'--latency <ms>',
		'--quota <number>',
		'--window <seconds>',
		'--token-lifetime <seconds>',
		'--allow-host <name>',
		'--help',
	]) {
		expect(usage).toContain(flag);
	}
});

test.each([['--help'], ['-h']])('%s asks for the usage', (flag) => {
	expect(optionsOf([flag, '--port', '1'])).toBe('help');
});
