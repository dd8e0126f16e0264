'use strict';
const base = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: '../..',
	// Jest counts a file that no test loads only if it is under a root.
	roots: ['<rootDir>/test/unit', '<rootDir>/test/node', '<rootDir>/nodes', '<rootDir>/credentials'],
	// The tests of the node let n8n load the compiled package. Its sources take their place, so that both kinds of tests count
	// for the same files.
	moduleNameMapper: {
		'[/\\\\]dist[/\\\\]((?:nodes|credentials)[/\\\\].+)\\.js$': '<rootDir>/$1.ts',
	},
	collectCoverage: true,
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageReporters: ['text'],
	// A little below what is reached. The page of a question is visited by the end-to-end tests alone.
	coverageThreshold: { global: { statements: 97, branches: 95, functions: 96, lines: 98 } },
};
