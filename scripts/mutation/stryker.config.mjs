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
		'parameters/*.ts',
		'receivers/{idTypes,readReceivers}.ts',
		'run/prepareItem.ts',
		'sendAndWait/{messageHtml,page,questionCard,readQuestion,respond,waitLimit,words}.ts',
		'sendAndWait/toolReview/!(review).ts',
		'sendAndWait/responseTypes/*.ts',
		'{content,options}.ts',
	].map((pattern) => `nodes/SendBotMessage/${pattern}`),
	ignorePatterns: ['dist'],
	// Remembers results between runs, so that the whole can be done in pieces.
	incremental: true,
	// On a busy machine a slow run must not count as an endless one.
	timeoutMS: 20_000,
	concurrency: 2,
	reporters: ['clear-text', 'html', 'json'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
	disableTypeChecks: false,
};
