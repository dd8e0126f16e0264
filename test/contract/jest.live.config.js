'use strict';
const base = require('../../jest.config.js');

/**
 * The part of the contract suite that a real Feishu can answer: docs/live-check.md
 * @type {import('jest').Config}
 */
module.exports = {
	...base,
	rootDir: '../..',
	testMatch: ['<rootDir>/test/contract/{clients,questions}.test.ts'],
	globals: { feishuLive: true },
	globalSetup: '<rootDir>/test/contract/liveSetup.ts',
	testTimeout: 60_000,
	// One after the other: the receiver reads along, and the quota is shared.
	maxWorkers: 1,
	workerIdleMemoryLimit: undefined,
};
