/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals --
   a test reads files and runs npm; n8n's limits are for what runs inside n8n */
/* eslint-disable @n8n/community-nodes/no-dangerous-functions -- the commands are fixed */
import { execFileSync } from 'node:child_process';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { unpackPackage } from '../../scripts/packedPackage';

const root = resolve(__dirname, '../..');

/** As npm would publish it, unpacked where nothing of the checkout is near; beside it only what n8n brings along. */
const { size, unpacked } = unpack();

function unpack() {
	if (!existsSync(join(root, 'dist')))
		throw new Error('dist/ is missing: `npm test` builds it, or `npm run build`');
	const unpacked = join(mkdtempSync(join(tmpdir(), 'package-')), 'package');
	const size = unpackPackage(unpacked);
	mkdirSync(join(unpacked, 'node_modules'));
	symlinkSync(
		join(root, 'node_modules/n8n-workflow'),
		join(unpacked, 'node_modules/n8n-workflow'),
		'junction',
	);
	return { size, unpacked };
}

test('the package is small', () => {
	// Room to grow, but not for pictures, tests or a library that slipped in.
	expect(size.packed).toBeLessThan(200_000);
	expect(size.unpacked).toBeLessThan(640_000);
});

interface Loaded {
	readonly nodes: ReadonlyArray<{
		name: string;
		icon: string;
		usableAsTool?: boolean;
		codex?: { alias?: string[]; resources?: Record<string, Array<{ url: string }>> };
	}>;
	readonly credentials: ReadonlyArray<{ name: string; documentationUrl: string }>;
}

/** n8n's own loader, in a process of its own: here Jest would find modules for it that an installed package lacks. */
const loaded = JSON.parse(
	execFileSync(
		process.execPath,
		[
			'-e',
			`const { PackageDirectoryLoader } = require(process.argv[1]);
			const loader = new PackageDirectoryLoader(process.argv[2]);
			loader.loadAll().then(() => process.stdout.write('\\n' + JSON.stringify(loader.types)));`,
			join(root, 'node_modules/n8n-core'),
			unpacked,
		],
		{ cwd: unpacked, encoding: 'utf8', stdio: 'pipe' },
	)
		.split('\n')
		.at(-1)!,
) as Loaded;

test('n8n loads the node and the credential from it', () => {
	expect(loaded.nodes.map(({ name }) => name)).toEqual(
		expect.arrayContaining(['sendBotMessage', 'feishuHelpdesk']),
	);
	expect(loaded.credentials.map(({ name }) => name)).toEqual(['feishuHelpdeskApi']);
});

// What somebody who looks for it types into n8n's node panel.
test.each([
	'feishu',
	'lark',
	'飞书',
	'服务台',
	'机器人',
	'提醒',
	'helpdesk',
	'help desk',
	'bot',
	'reminder',
	'notification',
])('the node is found by %s', (word) => {
	expect(loaded.nodes[0]?.codex?.alias).toContain(word);
});

test.each(['feishu', 'lark', '飞书', '服务台', '工单', 'ticket', 'helpdesk', 'service desk'])(
	'the node for tickets is found by %s',
	(word) => {
		const node = loaded.nodes.find(({ name }) => name === 'feishuHelpdesk');
		expect(node?.codex?.alias).toContain(word);
	},
);

test('links to the documentation lead to headings of the README, or to pages that exist', () => {
	const { homepage } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		homepage: string;
	};
	const links = [
		...loaded.nodes.flatMap(({ codex }) =>
			Object.values(codex?.resources ?? {}).flatMap((pages) => pages.map(({ url }) => url)),
		),
		...loaded.credentials.map(({ documentationUrl }) => documentationUrl),
	];
	const [page] = homepage.split('#');
	const headings = [...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^#+ (.*)$/gm)].map(
		([, heading = '']) => heading.toLowerCase().replaceAll(' ', '-'),
	);
	const allowed = [
		...['readme', ...headings].map((anchor) => `${page}#${anchor}`),
		...readdirSync(join(root, 'docs')).map((name) => `${page}/blob/main/docs/${name}`),
	];
	expect(links.length).toBeGreaterThanOrEqual(3);
	expect(links.filter((link) => !allowed.includes(link))).toEqual([]);
});
