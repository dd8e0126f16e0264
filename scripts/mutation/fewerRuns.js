'use strict';
/* global expect, jest */

// For each mutant the tests run anew: here a property-based test takes less time, and always the same way, so that what
// survives once survives again.
const MOST_RUNS = 40;
// This one counts that every outcome was seen often enough.
const MOST_RUNS_OF_CLAIMS = 200;

jest.mock('fast-check', () => {
	const real = jest.requireActual('fast-check');
	const assert = (property, parameters) => {
		const most = expect.getState().testPath.includes('claims') ? MOST_RUNS_OF_CLAIMS : MOST_RUNS;
		return real.assert(property, { ...parameters, seed: 1, numRuns: Math.min(parameters?.numRuns ?? 100, most) });
	};
	// Whatever knows all of Unicode takes a second or more to set up, in each test file anew. These give much the same.
	const codePoint = real.nat(0x10ffff - 0x800).map((n) => String.fromCodePoint(n < 0xd800 ? n : n + 0x800));
	const string = (constraints) => real.string(constraints?.unit === 'binary' ? { ...constraints, unit: codePoint } : constraints);
	const ending = real.constantFrom('', '?a=1&b=%F0%9F%8E%89', '#a', '?a#b');
	const webUrl = () => real.tuple(real.constantFrom('http', 'https'), real.domain(), real.constantFrom('', '/', '/a/b%20c'), ending).map(([scheme, host, path, end]) => `${scheme}://${host}${path}${end}`);
	const replaced = { assert, string, webUrl };
	return { ...real, ...replaced, __esModule: true, default: { ...real.default, ...replaced } };
});
