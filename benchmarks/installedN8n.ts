/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a benchmark, never inside n8n */
import * as nodeModule from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { n8n } from '../test/support/n8nServer/install';

/** Where the installed n8n keeps its packages. */
export const N8N_MODULES = join(n8n.bin, '..', '..', '..');

type Resolve = (specifier: string, context: object) => object;
/** From Node 22.15 on (https://nodejs.org/api/module.html#moduleregisterhooksoptions). */
const { registerHooks } = nodeModule as unknown as {
	registerHooks(hooks: {
		resolve(specifier: string, context: object, next: Resolve): object;
	}): void;
};

const installed = nodeModule.createRequire(n8n.bin);
const shared = new Map(
	['n8n-core', 'n8n-workflow', '@n8n/di'].map((name) => [
		name,
		pathToFileURL(installed.resolve(name)).href,
	]),
);

// Our node, n8n's and the engine share the installed n8n's packages, whichever folder asks for them. Import this file first.
registerHooks({
	resolve(specifier, context, next) {
		const url = shared.get(specifier);
		return url === undefined
			? next(specifier, context)
			: { url, format: 'commonjs', shortCircuit: true };
	},
});
