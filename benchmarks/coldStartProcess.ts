/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a benchmark, never inside n8n */
// Node runs it directly: a compiler in the same process would be measured too. So it has no imports.
const { createRequire } = process.getBuiltinModule('node:module');

export interface Load {
	/** A file of the installed n8n. */
	readonly n8n: string;
	/** A folder with a package that n8n loads completely, or one of its nodes, or a package that is simply required. */
	readonly folder: string;
	readonly node?: string;
	readonly isLibrary?: boolean;
}

export interface Loaded {
	readonly ms: number;
	/** Growth of the heap, after garbage collection. */
	readonly heapBytes: number;
}

interface Loader {
	loadAll(): Promise<void>;
	getNode(name: string): unknown;
}

async function load({ n8n, folder, node, isLibrary }: Load): Promise<Loaded> {
	const require = createRequire(n8n);
	// What a running n8n has already loaded.
	const { PackageDirectoryLoader, LazyPackageDirectoryLoader } = require('n8n-core') as Record<
		string,
		new (folder: string) => Loader
	>;
	require('n8n-workflow');
	require('axios');
	const loader = new (node === undefined ? PackageDirectoryLoader! : LazyPackageDirectoryLoader!)(
		folder,
	);
	if (node !== undefined) await loader.loadAll();
	const collect = (globalThis as { gc?: () => void }).gc ?? (() => undefined);
	collect();
	const before = process.memoryUsage().heapUsed;
	const start = performance.now();
	if (isLibrary) createRequire(folder)(folder);
	else if (node === undefined) await loader.loadAll();
	else loader.getNode(node);
	const ms = performance.now() - start;
	collect();
	return { ms, heapBytes: process.memoryUsage().heapUsed - before };
}

process.on('message', (question: Load) => {
	load(question).then(
		(value) => process.send?.({ value }),
		(error: Error) => process.send?.({ error: error.stack ?? error.message }),
	);
});
process.on('disconnect', () => process.exit());
