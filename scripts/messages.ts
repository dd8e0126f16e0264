import { messageTypes } from '../nodes/shared/messageTypes';
import { readPeople } from '../nodes/shared/receivers/readPeople';
import type { Problem, Result } from '../nodes/shared/result';
import { readFilters } from '../nodes/shared/tickets/filters';
import { messageCases } from '../test/fixtures/messages';
import { refusedAddresses, refusedReceivers } from '../test/fixtures/receivers';
import { refusedFilters } from '../test/fixtures/ticketFilters';
import { by } from '../test/support/receiver';

/** Enough to recognize what went in. */
const MOST_SHOWN = 160;

/** Inputs of one kind, and what becomes of each. */
type Section = readonly [title: string, inputs: ReadonlyArray<readonly [unknown, Result<unknown>]>];

const sections: readonly Section[] = [
	...messageTypes.map(({ value, label, compile }): Section => {
		const cases = (messageCases[value] ?? []).map(({ parameters }) => parameters);
		return [label, cases.map((each) => [{ ...each, saved: undefined }, compile(each)])];
	}),
	[
		'Receivers',
		[
			...refusedReceivers.map(([receiver]) => receiver),
			...refusedAddresses.map(([value]) => by('email', value)),
		].map((receiver) => [receiver, readPeople({ receiver }, 'receiver', 'Receiver', 100)]),
	],
	[
		'Filters for tickets',
		refusedFilters.map(([filters]) => [filters, readFilters({ filters }, 'UTC')]),
	],
];

/** The whole docs/messages.md: what the nodes say of each input that their tests refuse, to be read as a user would read it. */
export function messagesPage(): string {
	const said = sections.flatMap(([title, inputs]) => [
		`## ${title}`,
		'',
		...inputs.flatMap(([input, result]) => (result.ok ? [] : entry(input, result.problem))),
		'',
	]);
	return [
		'# What the nodes say about what they refuse',
		'',
		'<!-- Made by `npm run docs` from test/fixtures. Change a message where it is made, not here. -->',
		'',
		'Every input that the tests refuse before anything is sent, with the error and its description as the panel shows them. Read it as a whole after a change: a message names the field, the place and the cause, and its description begins with what to do.',
		'',
		...said,
	]
		.join('\n')
		.trimEnd()
		.concat('\n');
}

function entry(input: unknown, { message, hint }: Problem): string[] {
	return [
		`- **${escaped(message)}**\\`,
		`  ${escaped(hint)}\\`,
		`  for ${code(JSON.stringify(input) ?? 'nothing')}`,
	];
}

function escaped(text: string): string {
	return text.replace(/[\\|<>*_[\]`#]/g, '\\$&');
}

/** As code, whatever backticks and line breaks stand in it. */
function code(text: string): string {
	const shown = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
	const fence = shown.includes('`') ? '````' : '`';
	return `${fence} ${shown} ${fence}`;
}
