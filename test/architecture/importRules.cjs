// Who may import whom, one rule per folder, for dependency-cruiser. `npx depcruise --config test/architecture/importRules.cjs
// nodes credentials emulator test/support` shows what breaks a rule, and the test beside this file fails.
'use strict';

const SHARED = '^nodes/shared/';
const N8N = '^node_modules/n8n-workflow/';
const TYPES = { dependencyTypesNot: ['type-only'] };

/** @param may folders and files of nodes/shared, as the start of their path; `types` may be imported as types only */
function only(folder, because, { may = [], types = [] }) {
	const shared = (names) => names.map((name) => (name.startsWith('^') ? name : `${SHARED}${name}`));
	const path = `${folder.startsWith('^') ? '' : SHARED}${folder}`;
	const own = folder.endsWith('/') ? [path] : [];
	return [
		{
			name: `${folder} imports only what it may`,
			comment: because,
			severity: 'error',
			from: { path },
			to: { pathNot: [...own, ...shared(may), ...shared(types)] },
		},
		...(types.length === 0
			? []
			: [
					{
						name: `${folder} imports these as types only`,
						comment: because,
						severity: 'error',
						from: { path },
						to: { path: shared(types), pathNot: shared(may), ...TYPES },
					},
				]),
	];
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{
			name: 'no cycles',
			comment: 'Files that need each other are one thing, or hide a third.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'nothing unresolved',
			comment: 'A rule cannot hold what it does not see.',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true },
		},
		{
			name: 'published code stands alone',
			comment: 'n8n verifies no package with run-time dependencies: n8n-workflow is there already.',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: { pathNot: ['^(nodes|credentials)/', N8N] },
		},
		...only('result.ts', 'Everything stands on it.', {}),
		...only('sha256.ts', 'It is a function of bytes.', {}),
		...only('signals.ts', 'Whatever waits or sends may join what ends it.', {}),
		...only(
			'feishu/',
			"What Feishu's HTTP means is plain data in, plain data out. It knows neither n8n nor a panel.",
			{ may: ['result'] },
		),
		...only(
			'credential/',
			'What the credential holds, and what it can be told, is read without n8n.',
			{ may: ['feishu/', 'result', 'sha256'], types: [N8N] },
		),
		...only('delivery/', 'When and how often to send depends neither on n8n nor on what is sent.', {
			may: ['feishu/', 'result', 'signals'],
		}),
		...only('parameters/', 'Reading parameters needs neither n8n nor Feishu.', {
			may: ['result'],
			types: [N8N],
		}),
		...only('receivers/', 'Reading receivers is pure.', {
			may: ['parameters/', 'result'],
			types: ['feishu/', N8N],
		}),
		...only('messageTypes/', 'Compiling is pure: no n8n values, no network.', {
			may: ['parameters/', 'receivers/', 'result'],
			types: [N8N],
		}),
		...only('options/', 'Options are read like any other parameter.', {
			may: ['parameters/', 'result'],
			types: [N8N],
		}),
		...only('tickets/', 'What is searched for, and how it comes out, is decided without n8n.', {
			may: ['delivery/', 'feishu/', 'parameters/', 'receivers/', 'result'],
			types: [N8N],
		}),
		...only(
			'run/',
			'What happens in an execution is decided without n8n; failures are values here.',
			{
				may: [
					'delivery/',
					'feishu/',
					'messageTypes/',
					'options/',
					'parameters/',
					'receivers/',
					'result',
					'tickets/',
				],
			},
		),
		...only('output/', 'It is the only builder of n8n errors, and sends nothing.', {
			may: ['feishu/', 'run/outcome', N8N],
			types: ['delivery/', 'result', 'run/'],
		}),
		...only('n8n/', 'It is the only place that touches n8n, and decides nothing.', {
			may: ['', N8N],
		}),
		{
			name: 'a node imports shared rooms and its own',
			comment: 'Two nodes that need the same thing share it in nodes/shared.',
			severity: 'error',
			from: { path: '^nodes/(?!shared/)([^/]+)/' },
			to: { path: '^(nodes|credentials)/', pathNot: ['^nodes/$1/', SHARED] },
		},
		{
			name: 'shared rooms know no node',
			comment: 'What several nodes use must not depend on one of them.',
			severity: 'error',
			from: { path: SHARED },
			to: { path: '^(nodes|credentials)/', pathNot: SHARED },
		},
		...only(
			'^nodes/SendBotMessage/operations/sendAndWait/(question|messageHtml|words)\\.ts',
			'It is plain data and text.',
			{},
		),
		...only(
			'^nodes/SendBotMessage/operations/sendAndWait/(page|respond)\\.ts',
			'The page, and what a visit means, are decided without n8n.',
			{
				may: [
					'^nodes/SendBotMessage/operations/sendAndWait/(messageHtml|page|question|words)\\.ts',
				],
			},
		),
		...only(
			'^nodes/SendBotMessage/operations/sendAndWait/toolReview/(?!review)',
			'What is asked about a call is decided without n8n.',
			{
				may: [
					'messageTypes/interactive/escapeMarkdown',
					'messageTypes/interactive/readMarkdown',
					'parameters/',
					'result',
					'^nodes/SendBotMessage/operations/sendAndWait/toolReview/',
				],
			},
		),
		...only(
			'^nodes/FeishuHelpdesk/trigger/(?!poll\\.ts)',
			'What happened to tickets is decided without n8n; poll.ts is what touches it.',
			{
				may: [
					'parameters/',
					'result',
					'tickets/',
					'feishu/',
					'^nodes/FeishuHelpdesk/(trigger/(?!poll\\.ts)|resources/ticket/simplify)',
				],
				types: ['delivery/', N8N],
			},
		),
		...only(
			'^credentials/',
			'docs/decisions/0001-credential-renews-tokens.md: what the credential and the nodes both know about Feishu is written once.',
			{ may: ['credential/', 'feishu/', 'result', 'signals', N8N] },
		),
		{
			name: 'the emulator stands alone',
			comment: 'It is the independent oracle: knowledge repeated there is on purpose.',
			severity: 'error',
			from: { path: '^emulator/' },
			to: { path: '^(nodes|credentials|test|scripts|benchmarks)/' },
		},
		{
			name: "n8n's engine knows no package",
			comment: 'It runs any package from its folder, as n8n does.',
			severity: 'error',
			from: { path: '^test/support/n8nEngine/' },
			to: {
				path: '^(nodes|credentials|emulator|scripts|benchmarks|test)/',
				pathNot: '^test/support/n8nEngine/',
			},
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: 'specify',
		tsConfig: { fileName: 'tsconfig.json' },
		// The page's scripts are loaded by the browser.
		exclude: { path: '^emulator/web/' },
	},
};
