'use strict';
const base = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: '../..',
	// Jest follows imports, by which Stryker finds the tests of a file, only under roots.
	roots: ['<rootDir>/test/unit', '<rootDir>/nodes', '<rootDir>/credentials'],
	// Takes long, and runs through nearly every file.
	testPathIgnorePatterns: ['/node_modules/', 'sendAll.model'],
	// Stryker kills its processes, so nobody would remove the temporary folder. These tests need none.
	globalSetup: undefined,
	setupFiles: ['<rootDir>/scripts/mutation/fewerRuns.js'],
};
