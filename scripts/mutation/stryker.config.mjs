/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	plugins: ['@stryker-mutator/jest-runner', './scripts/mutation/panel.mjs'],
	ignorers: ['panel'],
	testRunner: 'jest',
	jest: { configFile: 'scripts/mutation/jest.config.js' },
	coverageAnalysis: 'perTest',
	mutate: [
		// errorCodes.ts is a table of texts.
		'nodes/shared/feishu/!(errorCodes).ts',
		'nodes/shared/{delivery,messageTypes,options,parameters}/**/*.ts',
		'nodes/shared/receivers/{idTypes,readReceivers}.ts',
		'nodes/shared/run/*.ts',
		'nodes/shared/tickets/*.ts',
		'nodes/FeishuHelpdesk/trigger/{,events/}!(fields|poll).ts',
		'nodes/SendBotMessage/options.ts',
		'nodes/SendBotMessage/operations/send.ts',
		'nodes/SendBotMessage/operations/sendAndWait/{messageHtml,page,questionCard,readQuestion,respond,waitLimit,words}.ts',
		'nodes/SendBotMessage/operations/sendAndWait/toolReview/!(review).ts',
		'nodes/SendBotMessage/operations/sendAndWait/responseTypes/*.ts',
	],
	ignorePatterns: ['dist'],
	// Remembers results between runs, so that you can run it in pieces.
	incremental: true,
	// On a busy machine a slow run must not count as an endless loop.
	timeoutMS: 20_000,
	concurrency: 2,
	reporters: ['clear-text', 'html', 'json'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
	// After a failure too: `npm run lint` would check the leftovers.
	cleanTempDir: 'always',
	disableTypeChecks: false,
};
