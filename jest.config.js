'use strict';
const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	// Many tests wait for answers: two files for each core keep it busy.
	maxWorkers: 2 * availableParallelism(),
	// Each file that loads n8n leaves 50 MB behind, and slower promises: a new process is sooner done.
	workerIdleMemoryLimit: '300MB',
	roots: ['<rootDir>/test'],
	// On a busy machine a slow test must not count as one that hangs.
	testTimeout: 30_000,
	globalSetup: '<rootDir>/test/support/setup.ts',
	// They need the real n8n: npm run test:e2e
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/e2e/'],
	transform: {
		'^.+\\.[jt]s$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	// The compiled package is what n8n loads: tests run it as it is.
	// Of the libraries only those that are published as ES modules need compiling: Jest cannot require() them on Node 20.
	transformIgnorePatterns: ['/node_modules/(?!content-disposition/)', '/dist/'],
};
