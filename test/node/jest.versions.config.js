'use strict';
const { join } = require('node:path');
const base = require('../../jest.config.js');

// The tests of the node on another n8n-core: scripts/matrix.mjs says where it is installed.
const { N8N_CORE_FOLDER } = process.env;
if (!N8N_CORE_FOLDER) throw new Error('Start it with npm run test:versions');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: '../..',
	roots: ['<rootDir>/test/node'],
	// Everything of n8n comes from there, for the compiled package too: two copies would not know each other's classes.
	moduleNameMapper: {
		'^(n8n-core|n8n-workflow|@n8n/[^/]+)$': join(N8N_CORE_FOLDER, 'node_modules/$1'),
	},
	// n8n-core 2.0 loads some more libraries that are published as ES modules.
	transformIgnorePatterns: [
		'/node_modules/(?!(content-disposition|p-retry|is-network-error)/)',
		'/dist/',
	],
	// n8n-core 1.x keeps the process alive.
	forceExit: true,
};
