/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, no-console -- a command for the terminal */
// Says what is still missing before a version can be published so that n8n verifies it: CONTRIBUTING.md, "Release".
// GITHUB_TOKEN, if set, is used to look at the repository.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import axios from 'axios';

const ROOT = join(__dirname, '..');
/** What n8n's scanner asks of a published version: @n8n/scan-community-package, scanner/provenance. */
const PROVENANCE = 'https://slsa.dev/provenance/v1';

export interface Finding {
	readonly what: string;
	/** `unknown`: the service did not answer, or does not tell strangers. */
	readonly is: 'ok' | 'missing' | 'unknown';
	/** What to do. */
	readonly remedy: string;
}

/** The checkout, as far as a release depends on it. */
export interface Checkout {
	readonly name: string;
	readonly version: string;
	/** `repository.url` of package.json. */
	readonly repository: string;
	/** Of `origin`. Empty without one. */
	readonly remote: string;
	readonly changelog: string;
	/** `git status --porcelain`. */
	readonly changes: string;
}

/** Asks a service. Rejects when it does not answer. */
export type Ask = (url: string) => Promise<{ status: number; body: unknown }>;

/** Everything that a release needs, in the order in which it is done. */
export async function findings(checkout: Checkout, ask: Ask): Promise<Finding[]> {
	const { name, version, changelog, changes } = checkout;
	const repository = ownerAndName(checkout.repository);
	const github = `https://api.github.com/repos/${repository}`;
	const isDated = new RegExp(
		`^## \\[${version.replaceAll('.', '\\.')}\\] - 20\\d\\d-\\d\\d-\\d\\d$`,
		'm',
	);
	return [
		told(
			`package.json names the repository that this is a clone of (${repository || 'none'})`,
			repository !== '' && repository === ownerAndName(checkout.remote),
			'npm refuses provenance for another repository than the one that publishes: correct `repository`, `homepage` and `bugs`.',
		),
		told(`${version} has a date in CHANGELOG.md`, isDated.test(changelog), 'Put it in.'),
		told('nothing is uncommitted', changes === '', 'Commit it, or put it away.'),
		await asked(
			'the repository is public',
			async () => await ask(github),
			({ status, body }) => status === 200 && field(body, 'private') === false,
			'n8n verifies public repositories only.',
		),
		await asked(
			'GitHub has the environment npm, with required reviewers',
			async () => await ask(`${github}/environments/npm`),
			({ status, body }) => status === 200 && JSON.stringify(body).includes('"required_reviewers"'),
			'Settings → Environments → New environment: npm. Strangers do not see it: set GITHUB_TOKEN.',
		),
		await asked(
			`npm does not have ${version} yet`,
			async () => await ask(`https://registry.npmjs.org/${name}/${version}`),
			({ status }) => status === 404,
			'A published version cannot be replaced: choose the next one.',
		),
		await asked(
			'npm has a version with provenance, so it can trust the workflow alone',
			async () => await ask(`https://registry.npmjs.org/${name}/latest`),
			({ status, body }) =>
				status === 200 &&
				field(body, 'dist', 'attestations', 'provenance', 'predicateType') === PROVENANCE,
			'For the very first version the environment needs the secret NPM_TOKEN. Afterwards set up the trusted publisher.',
		),
	];
}

/** `owner/name` of a repository on GitHub, from any of the forms that git and npm take. Otherwise empty. */
function ownerAndName(url: string): string {
	return /github\.com[/:]([\w.-]{1,100}\/[\w.-]{1,100}?)(?:\.git)?$/.exec(url)?.[1] ?? '';
}

function field(body: unknown, ...path: string[]): unknown {
	return path.reduce<unknown>(
		(value, key) => (value as Record<string, unknown> | undefined)?.[key],
		body,
	);
}

function told(what: string, isSo: boolean, remedy: string): Finding {
	return { what, is: isSo ? 'ok' : 'missing', remedy };
}

async function asked(
	what: string,
	askIt: () => ReturnType<Ask>,
	isSo: (answer: Awaited<ReturnType<Ask>>) => boolean,
	remedy: string,
): Promise<Finding> {
	const answer = await askIt().catch(() => undefined);
	if (answer === undefined || [401, 403, 429].includes(answer.status) || answer.status >= 500)
		return { what, is: 'unknown', remedy };
	return told(what, isSo(answer), remedy);
}

function readCheckout(): Checkout {
	const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
	const git = (...args: string[]) => {
		try {
			return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' }).trim();
		} catch {
			return '';
		}
	};
	const { name, version, repository } = JSON.parse(read('package.json')) as {
		name: string;
		version: string;
		repository: { url: string };
	};
	return {
		name,
		version,
		repository: repository.url,
		remote: git('remote', 'get-url', 'origin'),
		changelog: read('CHANGELOG.md'),
		changes: git('status', '--porcelain'),
	};
}

const { GITHUB_TOKEN } = process.env;

async function askService(url: string): ReturnType<Ask> {
	const isGitHub = url.startsWith('https://api.github.com/');
	const { status, data } = await axios.get<unknown>(url, {
		timeout: 10_000,
		validateStatus: () => true,
		headers: isGitHub && GITHUB_TOKEN ? { Authorization: `Bearer ${GITHUB_TOKEN}` } : {},
	});
	return { status, body: data };
}

async function main(): Promise<void> {
	const found = await findings(readCheckout(), askService);
	for (const { what, is, remedy } of found)
		console.log(`${is.padEnd(8)} ${what}${is === 'ok' ? '' : `\n         ${remedy}`}`);
	if (found.some(({ is }) => is === 'missing')) process.exitCode = 1;
}

if (require.main === module) void main();
