'use strict';
const base = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: '../..',
	roots: ['<rootDir>/test/unit'],
	// Takes long, and runs through nearly every file.
	testPathIgnorePatterns: ['/node_modules/', 'sendAll.model'],
	globalSetup: undefined,
	globalTeardown: undefined,
	setupFiles: ['<rootDir>/scripts/mutation/fewerRuns.js'],
};
