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
	const run = circus(globalConfig, config, environment, runtime, path, ...rest);
	if (active === undefined) {
		const result = await run;
		testsByPath.set(path, result.testResults.map(({ fullName }) => fullName));
		return result;
	}
	const result = await run.catch(failed);
	isFound = result.numFailingTests > 0;
	return result;
};

function reaches(pattern, path) {
	const names = testsByPath.get(path);
	return !pattern || !names || names.some((name) => new RegExp(pattern, 'i').test(name));
}

/** Jest takes a file without tests for an error. */
function skipped() {
	return { ...createEmptyTestResult(), numPendingTests: 1, testResults: [testResult('pending', [])] };
}

/** A mutant with which a file cannot be loaded is found. Stryker would not count it. */
function failed(error) {
	return { ...createEmptyTestResult(), numFailingTests: 1, testResults: [testResult('failed', [String(error)])] };
}

function testResult(status, failureMessages) {
	return { title: 'the file', fullName: 'the file', status, ancestorTitles: [], failureDetails: [], failureMessages, numPassingAsserts: 0 };
}
