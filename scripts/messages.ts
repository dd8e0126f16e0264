import { messageTypes } from '../nodes/shared/messageTypes';
import { messageCases } from '../test/fixtures/messages';

/** Enough to recognize what went in. */
const MOST_SHOWN = 160;

/** The whole docs/messages.md: what the node says of each input that its tests refuse, to be read as a user would read it. */
export function messagesPage(): string {
	const sections = messageTypes.flatMap(({ value, label, compile }) => {
		const refused = (messageCases[value] ?? []).flatMap(({ parameters }) => {
			const result = compile(parameters);
			return result.ok ? [] : [{ parameters, ...result.problem }];
		});
		return [
			`## ${label}`,
			'',
			...refused.flatMap(({ parameters, message, hint }) => [
				`- **${escaped(message)}**\\`,
				`  ${escaped(hint)}\\`,
				`  for ${code(JSON.stringify({ ...parameters, saved: undefined }))}`,
			]),
			'',
		];
	});
	return [
		'# What the node says about a message it does not send',
		'',
		'<!-- Made by `npm run docs` from test/fixtures/messages. Change a message where it is made, not here. -->',
		'',
		'Every input that the tests refuse before anything is sent, with the error and its description as the panel shows them. Read it as a whole after a change: a message names the field, the place and the cause, and its description begins with what to do.',
		'',
		...sections,
	]
		.join('\n')
		.trimEnd()
		.concat('\n');
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
