import base from './stryker.config.mjs';

/**
 * What touches n8n, caught by the tests on n8n's engine: they load `dist`, so it is built from the mistakes.
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	...base,
	jest: {
		configFile: 'scripts/mutation/jest.engine.config.js',
		// They name no source: n8n loads the package.
		enableFindRelatedTests: false,
	},
	buildCommand: 'gulp build -LL',
	// The compiler of the build must not stumble over the mistakes.
	disableTypeChecks: 'nodes/**/*.ts',
	mutate: ['nodes/shared/n8n/*.ts'],
	incrementalFile: 'reports/stryker-incremental-engine.json',
	concurrency: 1,
};
