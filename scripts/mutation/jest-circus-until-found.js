'use strict';
const { createEmptyTestResult } = require('@jest/test-result');
const { default: circus } = require('jest-circus/runner');

// Stryker runs all test files of a mutated file for each mutant, and cannot tell Jest to stop early
// (https://github.com/jestjs/jest/issues/11766). Loading them takes longer than the tests: here only files are loaded that
// have a test which reaches the mutant, and none once a test has found it. Stryker wants "jest-circus" in the file's name.
const testsByPath = new Map();
let mutant;
let isFound = false;

module.exports = async (globalConfig, config, environment, runtime, path, ...rest) => {
	const active = process.env.__STRYKER_ACTIVE_MUTANT__;
	if (active !== mutant) isFound = false;
	mutant = active;
	if (active !== undefined && (isFound || !reaches(globalConfig.testNamePattern, path))) return skipped();
	const result = await circus(globalConfig, config, environment, runtime, path, ...rest);
	if (active === undefined) testsByPath.set(path, result.testResults.map(({ fullName }) => fullName));
	else isFound = result.numFailingTests > 0;
	return result;
};

function reaches(pattern, path) {
	const names = testsByPath.get(path);
	return !pattern || !names || names.some((name) => new RegExp(pattern, 'i').test(name));
}

/** Jest takes a file without tests for an error. */
function skipped() {
	const test = { title: 'not run', fullName: 'not run', status: 'pending', ancestorTitles: [], failureDetails: [], failureMessages: [], numPassingAsserts: 0 };
	return { ...createEmptyTestResult(), numPendingTests: 1, testResults: [test] };
}
