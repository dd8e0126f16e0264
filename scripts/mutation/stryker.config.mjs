/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	plugins: ['@stryker-mutator/jest-runner', './scripts/mutation/panel.mjs'],
	ignorers: ['panel'],
	testRunner: 'jest',
	jest: { configFile: 'scripts/mutation/jest.config.js' },
	coverageAnalysis: 'perTest',
	mutate: [
		// errorCodes.ts is one table of words.
		'feishu/!(errorCodes).ts',
		'delivery/*.ts',
		'messageTypes/**/*.ts',
		'sendAndWait/{respond,waitLimit,readQuestion,messageHtml,questionCard}.ts',
		'parameters/*.ts',
		'receivers/readReceivers.ts',
		'run/prepareItem.ts',
	].map((pattern) => `nodes/SendBotMessage/${pattern}`),
	ignorePatterns: ['dist'],
	// Remembers results between runs, so that the whole can be done in pieces.
	incremental: true,
	concurrency: 2,
	reporters: ['clear-text', 'html', 'json'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
	disableTypeChecks: false,
};
