'use strict';
const base = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: '../..',
	// Jest only follows imports under roots. Stryker needs them to find the tests of a file.
	roots: ['<rootDir>/test/unit', '<rootDir>/nodes', '<rootDir>/credentials'],
	// Stryker kills its processes, so nothing would remove the temporary folder. These tests need none.
	globalSetup: undefined,
	// And they run in its own process.
	workerIdleMemoryLimit: undefined,
	setupFiles: ['<rootDir>/scripts/mutation/fewerRuns.js'],
};
