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
	return { ...real, __esModule: true, assert, default: { ...real.default, assert } };
});
