/* eslint-disable @n8n/community-nodes/no-restricted-imports -- ends what hangs */
import { runInNewContext } from 'node:vm';

import { maskText, secretsOf } from '../../emulator/control/masking';
import { defaultWorld } from '../../emulator/defaultWorld';

const secrets = secretsOf(defaultWorld());

test.each([
	['a eyJhbGciOiJFUzI1NiIs.eyJzdWIiOiIxMjM0NTY3.abc, b', 'a ••••, b'],
	['-eyJhbGciOiJFUzI1NiIs.eyJzdWIiOiIxMjM0NTY3.', '-••••.'],
	// Only the beginning of one, as it may have been cut.
	['eyJhbGciOiJFUzI1NiIs', '••••'],
	[
		'eyJ is short, eyJhbGci too, and keyJhbGciOiJFUzI1NiIs is a word',
		'eyJ is short, eyJhbGci too, and keyJhbGciOiJFUzI1NiIs is a word',
	],
])('%s', (text, shown) => {
	expect(maskText(text, secrets)).toBe(shown);
});

test('no text makes masking look at its characters again and again', () => {
	// A megabyte of beginnings takes many minutes where each of them is followed to the end of the text, and milliseconds otherwise.
	for (const beginning of [
		'-eyJ',
		'_eyJ',
		'-eyJ.',
		'eyJ-',
		't-',
		'ht-00000000-',
		'app_secret ',
		'app_secret="',
		'helpdesk_token:,',
	]) {
		runInNewContext(
			'mask()',
			{ mask: () => maskText(beginning.repeat(2 ** 20 / beginning.length), secrets) },
			{ timeout: 60_000 },
		);
	}
}, 120_000);
