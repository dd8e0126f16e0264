'use strict';
const { default: Sequencer } = require('@jest/test-sequencer');

// The first test that finds a mutant ends its run, and most are found by examples.
module.exports = class extends Sequencer {
	sort(tests) {
		const cost = ({ path }) => Number(/property|fields|savedWorkflows/.test(path));
		return [...tests].sort((a, b) => cost(a) - cost(b) || a.path.localeCompare(b.path));
	}
};
