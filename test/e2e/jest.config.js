'use strict';
const base = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: '../..',
	roots: ['<rootDir>/test/e2e'],
	// Takes pictures only: npm run pictures
	testPathIgnorePatterns: ['/node_modules/', 'pictures\\.test\\.ts$'],
	testTimeout: 120_000,
	maxWorkers: 1,
	workerIdleMemoryLimit: undefined,
	setupFilesAfterEnv: ['<rootDir>/test/e2e/retry.js'],
	// Where a test failed, something may still be open: the run ends all the same.
	forceExit: true,
};
