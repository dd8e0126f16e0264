/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a command for the terminal */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
	CARD_MEANINGS,
	CODE_MEANINGS,
	SUBJECT_MEANINGS,
	type CodeMeaning,
} from '../nodes/shared/feishu/errorCodes';
import { messagesPage } from './messages';

/** What a kind of code means for the message and for the rest, in the order of the page. `details.kind`: output/describeFailure.ts */
const KINDS: Record<CodeMeaning['kind'], { heading: string; text: string }> = {
	account: {
		heading: 'The app or the helpdesk may not send',
		text: 'Not delivered; `details.kind` is `credential`. No other item would fare better, so the rest is not tried.',
	},
	token: {
		heading: 'The app token was refused',
		text: 'Not delivered. The node fetches a new token and sends once more. Only if Feishu refuses that one too, or if the token was pasted, does the item fail; `details.kind` is then `credential`, and the rest is not tried.',
	},
	refused: {
		heading: 'The message was refused',
		text: 'Not delivered; `details.kind` is `refused`. The same request would be refused again, so it is not repeated. The other items are sent.',
	},
	rateLimit: {
		heading: 'Too many requests',
		text: "Not delivered. The node waits for as long as Feishu says and sends again. Only if 'Max Wait' does not allow that does the item fail; `details.kind` is then `rateLimited`.",
	},
	chatLimit: {
		heading: 'Too many messages for one chat',
		text: "Not delivered. The node waits and sends again; messages for other chats do not wait. Only if 'Max Wait' does not allow that does the item fail; `details.kind` is then `rateLimited`.",
	},
	later: {
		heading: 'Not at the moment',
		text: "Not delivered. The node tries as often as 'Max Tries' says; pictures three times. After that the item fails; `details.kind` is then `rateLimited`.",
	},
	internal: {
		heading: 'Feishu failed',
		text: "Perhaps delivered; `details.kind` is `unknown`. Sent again only with the option 'Resend When Unclear', because the message could arrive twice: check first whether it has.",
	},
};

const kinds = Object.keys(KINDS) as Array<CodeMeaning['kind']>;

/** The whole docs/error-codes.md. */
export function errorCodesPage(): string {
	const codes = [...CODE_MEANINGS].sort(([one], [other]) => one - other);
	const sources = [...new Set([...CODE_MEANINGS.values()].map(({ source }) => source))];
	const mark = (source: string) => {
		const number = String(sources.indexOf(source) + 1);
		return isAddress(source) ? `[${number}](${source})` : number;
	};
	const sections = kinds.map((kind) => {
		const rows = codes
			.filter(([, meaning]) => meaning.kind === kind)
			.map(
				([code, { title, advice, source }]) =>
					`| ${code} | ${cell(title)} | ${cell(advice)} | ${mark(source)} |`,
			);
		return [
			`## ${KINDS[kind].heading}`,
			'',
			KINDS[kind].text,
			'',
			'| Code | What happened | What to do | Source |',
			'| --- | --- | --- | --- |',
			...rows,
			'',
		];
	});
	return [
		"# Feishu's error codes",
		'',
		'<!-- Made by `npm run docs` from nodes/shared/feishu/errorCodes.ts. Change that file, not this one. -->',
		'',
		"What the nodes make of each code that Feishu documents for the calls it makes. The code is in `details.code` of the failed item and in the error's description, with Feishu's own words and the log ID.",
		'',
		'Codes 230xxx are documented for the message service below Helpdesk, 154401 to 154403 for other Helpdesk calls. That they surface here too is inferred.',
		'',
		...sections.flat(),
		'## Cards',
		'',
		'Of code 230099 the message holds a code of its own, ErrCode, which says what is wrong with the card. Documented for im/v1, too.',
		'',
		'| ErrCode | What happened | What to do |',
		'| --- | --- | --- |',
		...[...CARD_MEANINGS].map(
			([errCode, { title, advice }]) => `| ${errCode} | ${cell(title)} | ${cell(advice)} |`,
		),
		'',
		'## Tickets',
		'',
		'In calls about tickets some codes have other words. What becomes of the message is the same, but for 154003, which concerns the item alone. Reading is repeated where it may help, because it changes nothing.',
		'',
		'| Code | Call | What happened | What to do |',
		'| --- | --- | --- | --- |',
		...ticketRows(),
		'',
		'## Any other code',
		'',
		'HTTP 429 counts as too many requests. HTTP 408, HTTP 5xx, and success without a readable answer leave it open whether the message was delivered. Everything else counts as refused.',
		'',
		'## Sources',
		'',
		...sources.map(
			(source, index) => `${index + 1}. ${isAddress(source) ? `<${source}>` : source}`,
		),
		'',
	].join('\n');
}

function ticketRows(): string[] {
	const calls = [
		['Writing into a ticket', SUBJECT_MEANINGS.ticketMessage],
		['Reading', SUBJECT_MEANINGS.ticketReading],
	] as const;
	return calls.flatMap(([call, meanings]) =>
		[...meanings].map(
			([code, { title = '', advice = '' }]) =>
				`| ${code} | ${call} | ${cell(title)} | ${cell(advice)} |`,
		),
	);
}

const isAddress = (source: string) => source.startsWith('https://');

/** A text, escaped for a cell of a Markdown table. */
function cell(text: string): string {
	return text.replace(/[\\|<>*_[\]`]/g, '\\$&');
}

if (require.main === module) {
	writeFileSync(join(__dirname, '../docs/error-codes.md'), errorCodesPage());
	writeFileSync(join(__dirname, '../docs/messages.md'), messagesPage());
}
