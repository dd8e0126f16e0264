import { reachLoopbackDirectly } from '../../support/loopback';

test.each([
	['nothing', {}, 'localhost,127.0.0.1,::1'],
	['an empty list', { NO_PROXY: '' }, 'localhost,127.0.0.1,::1'],
	[
		'other hosts',
		{ NO_PROXY: 'example.com, .internal' },
		'example.com,.internal,localhost,127.0.0.1,::1',
	],
	['one of them', { NO_PROXY: '127.0.0.1' }, '127.0.0.1,localhost,::1'],
	[
		'both spellings',
		{ NO_PROXY: 'upper.example', no_proxy: 'lower.example' },
		'lower.example,localhost,127.0.0.1,::1',
	],
])('%s: this machine is reached without a proxy', (_name, env: NodeJS.ProcessEnv, expected) => {
	reachLoopbackDirectly(env);
	expect(env).toEqual({ NO_PROXY: expected, no_proxy: expected });
	reachLoopbackDirectly(env);
	expect(env.NO_PROXY).toBe(expected);
});
