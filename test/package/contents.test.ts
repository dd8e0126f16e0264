/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals --
   a test reads files and runs npm; n8n's limits are for what runs inside n8n */
/* eslint-disable @n8n/community-nodes/no-dangerous-functions -- the command is fixed */
import { execSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

const root = resolve(__dirname, '../..');

// What n8n loads, and what npm always adds. A new kind of file belongs here only if n8n reads it.
const allowed = [
	/^package\.json$/,
	// One only: npm shows the first file that is called README.*, in no certain order (docs/decisions/0009-one-readme-for-npm.md).
	/^README\.md$/,
	/^LICENSE\.md$/,
	/^dist\/(credentials|nodes)\/([\w-]+\/)*[\w-]+(\.credentials|\.node)?\.js$/,
	/^dist\/(credentials|nodes)\/([\w-]+\/)*[\w.-]+\.svg$/,
	/^dist\/nodes\/([\w-]+\/)*\w+\.node\.json$/,
];

const packed = filesInPackage();

test('the package holds only what n8n needs', () => {
	const surplus = packed.filter((file) => !allowed.some((kind) => kind.test(file)));
	expect(surplus).toEqual([]);
});

test('dist holds what the sources give, and nothing left over from earlier builds', () => {
	const shipped = packed.filter((file) => file.startsWith('dist/'));
	expect(shipped).toEqual(whatTheSourcesGive());
});

test('README and licence are in the package', () => {
	expect(packed).toEqual(expect.arrayContaining(['README.md', 'LICENSE.md']));
});

test('what package.json names for n8n to load is in the package', () => {
	const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
		n8n: { nodes: string[]; credentials: string[] };
	};
	expect(packed).toEqual(
		expect.arrayContaining([...manifest.n8n.nodes, ...manifest.n8n.credentials]),
	);
});

function filesInPackage(): string[] {
	if (!existsSync(join(root, 'dist')))
		throw new Error('dist/ is missing: `npm test` builds it, or `npm run build`');
	const output = execSync('npm pack --dry-run --json --ignore-scripts', {
		cwd: root,
		encoding: 'utf8',
		stdio: 'pipe',
	});
	const [{ files }] = JSON.parse(output) as [{ files: Array<{ path: string }> }];
	return files.map(({ path }) => path).sort();
}

function whatTheSourcesGive(): string[] {
	return ['credentials', 'nodes']
		.flatMap((folder) =>
			(readdirSync(join(root, folder), { recursive: true }) as string[]).map((file) =>
				join('dist', folder, file),
			),
		)
		.map((file) => file.replaceAll(sep, '/').replace(/(?<!\.d)\.ts$/, '.js'))
		.filter((file) => /\.(js|svg|node\.json)$/.test(file))
		.sort();
}
