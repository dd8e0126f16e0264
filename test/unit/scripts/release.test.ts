import { findings, type Ask, type Checkout } from '../../../scripts/release';

const READY: Checkout = {
	name: 'a-package',
	version: '1.2.0',
	repository: 'git+https://github.com/owner/name.git',
	remote: 'git@github.com:owner/name.git',
	changelog: '# Changelog\n\n## [1.2.0] - 2026-12-01\n\n- New.\n',
	changes: '',
};

/** As https://docs.github.com/rest/repos/repos#get-a-repository, .../rest/deployments/environments and the npm registry answer. */
const ANSWERS: Record<string, { status: number; body: unknown }> = {
	'https://api.github.com/repos/owner/name': { status: 200, body: { private: false } },
	'https://api.github.com/repos/owner/name/environments/npm': {
		status: 200,
		body: { name: 'npm', protection_rules: [{ id: 1, type: 'required_reviewers' }] },
	},
	'https://registry.npmjs.org/a-package/1.2.0': { status: 404, body: 'version not found' },
	'https://registry.npmjs.org/a-package/latest': {
		status: 200,
		body: {
			dist: { attestations: { provenance: { predicateType: 'https://slsa.dev/provenance/v1' } } },
		},
	},
};

const states = async (checkout: Checkout, answers: Partial<typeof ANSWERS> = {}) => {
	const ask: Ask = async (url) => {
		const answer = { ...ANSWERS, ...answers }[url];
		if (!answer) throw new Error('no network');
		return await Promise.resolve(answer);
	};
	return (await findings(checkout, ask)).map(({ is }) => is);
};

const OK = Array.from({ length: 7 }, () => 'ok');
const but = (index: number, is: string) => OK.map((ok, i) => (i === index ? is : ok));

test('nothing is missing', async () => {
	expect(await states(READY)).toEqual(OK);
});

test.each<[string, Partial<Checkout>, number]>([
	['another repository', { remote: 'https://github.com/someone/name' }, 0],
	['no repository on GitHub', { remote: '/srv/git/name.git' }, 0],
	['no date in the changelog', { changelog: '## [1.2.0] - unreleased' }, 1],
	['the date of another version', { changelog: '## [1x2.0] - 2026-12-01' }, 1],
	['something uncommitted', { changes: ' M package.json' }, 2],
])('%s', async (_name, part, index) => {
	expect(await states({ ...READY, ...part })).toEqual(but(index, 'missing'));
});

test.each<[string, string, { status: number; body: unknown } | undefined, number, string]>([
	[
		'a private repository',
		'https://api.github.com/repos/owner/name',
		{ status: 200, body: { private: true } },
		3,
		'missing',
	],
	[
		'no such repository',
		'https://api.github.com/repos/owner/name',
		{ status: 404, body: {} },
		3,
		'missing',
	],
	[
		'too many questions',
		'https://api.github.com/repos/owner/name',
		{ status: 403, body: {} },
		3,
		'unknown',
	],
	['no network', 'https://api.github.com/repos/owner/name', undefined, 3, 'unknown'],
	[
		'an environment without reviewers',
		'https://api.github.com/repos/owner/name/environments/npm',
		{ status: 200, body: { protection_rules: [] } },
		4,
		'missing',
	],
	[
		'a version that is published',
		'https://registry.npmjs.org/a-package/1.2.0',
		{ status: 200, body: {} },
		5,
		'missing',
	],
	[
		'npm is down',
		'https://registry.npmjs.org/a-package/1.2.0',
		{ status: 503, body: {} },
		5,
		'unknown',
	],
	[
		'no provenance',
		'https://registry.npmjs.org/a-package/latest',
		{ status: 200, body: { dist: {} } },
		6,
		'missing',
	],
])('%s', async (_name, url, answer, index, is) => {
	expect(await states(READY, { [url]: answer })).toEqual(but(index, is));
});
