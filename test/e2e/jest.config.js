'use strict';
const base = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: '../..',
	roots: ['<rootDir>/test/e2e'],
	testPathIgnorePatterns: ['/node_modules/'],
	testTimeout: 120_000,
	maxWorkers: 1,
	workerIdleMemoryLimit: undefined,
	setupFilesAfterEnv: ['<rootDir>/test/e2e/retry.js'],
	// Where a test failed, something may still be open: the run ends all the same.
	forceExit: true,
};
