'use strict';
const base = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: '../..',
	roots: ['<rootDir>/test/unit'],
	globalSetup: undefined,
	globalTeardown: undefined,
	setupFiles: ['<rootDir>/scripts/mutation/fewerRuns.js'],
};
