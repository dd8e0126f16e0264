import { readAccount } from '../../../../nodes/shared/credential/readAccount';
import { fingerprint, isStale } from '../../../../nodes/shared/credential/storedToken';
import type { Account } from '../../../../nodes/shared/feishu/account';

const NOW = new Date('2026-01-01T00:00:00.000Z');

function account(change: object = {}): Account {
	const read = readAccount({
		region: 'feishu',
		appId: 'cli_a',
		appSecret: 's',
		helpdeskId: '1',
		helpdeskToken: 'h',
		...change,
	});
	if (!read.ok) throw new TypeError(read.problem.message);
	return read.value;
}

describe('a stored token is stale', () => {
	const stored = async () => ({
		accessToken: 't-1',
		issuedFor: await fingerprint(account()),
		expiresAt: '2026-01-01T00:00:01.000Z',
	});

	test('not while it belongs to the credential and has not expired', async () => {
		expect(await isStale(await stored(), account(), NOW)).toBe(false);
		expect(await isStale(await stored(), account({ helpdeskToken: 'other' }), NOW)).toBe(false);
	});

	test.each([
		['App ID', { appId: 'cli_b' }],
		['App Secret', { appSecret: 't' }],
		['Region', { region: 'lark' }],
		['Base URL', { region: 'custom', baseUrl: 'http://localhost:1' }],
	])('once %s is edited', async (_field, change) => {
		expect(await isStale(await stored(), account(change), NOW)).toBe(true);
	});

	test.each([
		['it has expired', { expiresAt: '2026-01-01T00:00:00.000Z' }],
		['its end is not known', { expiresAt: '' }],
		['it is empty', { accessToken: '' }],
		['it is no text', { accessToken: 7 }],
		['nobody knows for whom it is', { issuedFor: '' }],
	])('when %s', async (_name, change) => {
		expect(await isStale({ ...(await stored()), ...change }, account(), NOW)).toBe(true);
	});
});

test('the fingerprint does not show the secret', async () => {
	expect(await fingerprint(account({ appSecret: 'very-secret' }))).toMatch(/^[0-9a-f]{64}$/);
});
