import {
	confirmPage,
	CONFIRMATION,
	MAX_TEXT_LENGTH,
	noticePage,
	recordedPage,
	textPage,
} from './page';
import type { Answer, Question } from './question';
import { wordsFor, type Words } from './words';

/** What came to a question's link. n8n has checked the signature of the address before. */
export interface Visit {
	readonly method: string;
	/** Query and form fields: text, or a list where a name came several times. */
	readonly query: Readonly<Record<string, unknown>>;
	readonly fields: Readonly<Record<string, unknown>>;
	readonly userAgent: string;
	readonly acceptLanguage: string;
}

/** What to say to it; `data` when it was an answer. */
export interface Reply {
	readonly status: number;
	readonly html: string;
	readonly data?: Readonly<Record<string, string | boolean>>;
}

/**
 * Decides what a visit means. Opening the link changes nothing, whoever does it: chat clients, scanners and browsers load
 * links ahead. Only the page's own form answers. Pure; never throws.
 * @param asked the question that the execution waits with
 * @param timeZone IANA name, for the moments on the page
 */
export function respond(
	visit: Visit,
	asked: Question | undefined,
	now: Date,
	timeZone: string,
): Reply {
	const words = wordsFor(visit.acceptLanguage);
	// Before the question: a link preview would show it to everyone in the chat.
	if (isMachine(visit.userAgent)) return notice(403, words, words.forPeople, words.forPeopleWhy);
	if (!asked || visit.query.run !== String(asked.run))
		return notice(410, words, words.closed, words.closedWhy);
	const moment = asked.until === undefined ? '' : formatMoment(asked.until, words, timeZone);
	if (asked.until !== undefined && now >= new Date(asked.until))
		return notice(410, words, words.over, words.overSince(moment));
	const answer = asked.answers.find(({ key }) => key === visit.query.answer);
	if (!answer) return notice(404, words, words.badLink, words.badLinkWhy);
	const until = moment === '' ? '' : words.until(moment);
	const isAnswer =
		visit.method === 'POST' && visit.fields[CONFIRMATION.name] === CONFIRMATION.value;
	if (answer.asksForText)
		return isAnswer
			? takeText(visit, asked, answer, words, until, now)
			: { status: 200, html: textPage(words, asked, until) };
	return isAnswer
		? recorded(words, asked, answer.label, answer.data, now)
		: { status: 200, html: confirmPage(words, asked, answer, until) };
}

function notice(status: number, words: Words, heading: string, why: string): Reply {
	return { status, html: noticePage(words, heading, why) };
}

function takeText(
	{ fields }: Visit,
	asked: Question,
	answer: Answer,
	words: Words,
	until: string,
	now: Date,
): Reply {
	const text = typeof fields.text === 'string' ? clean(fields.text) : '';
	const fault =
		text === ''
			? words.emptyText
			: text.length > MAX_TEXT_LENGTH
				? words.longText(MAX_TEXT_LENGTH)
				: undefined;
	if (fault !== undefined)
		return {
			status: 400,
			html: textPage(words, asked, until, text.slice(0, MAX_TEXT_LENGTH), fault),
		};
	return recorded(words, asked, text, { ...answer.data, text }, now);
}

function recorded(
	words: Words,
	asked: Question,
	answered: string,
	data: Answer['data'],
	now: Date,
): Reply {
	return {
		status: 200,
		html: recordedPage(words, asked, answered),
		data: { ...data, respondedAt: now.toISOString() },
	};
}

/** Line breaks as \n, as forms send \r\n; without NUL and other control characters, which databases and chats choke on. */
function clean(text: string): string {
	return text
		.replace(/\r\n?/g, '\n')
		.replace(/[^\P{Cc}\n\t]/gu, '')
		.trim();
}

/**
 * Programs that say so: crawlers, link previews, command line clients. Those that pretend to be a browser only get to see
 * the page, since opening it changes nothing. "Cubot" makes telephones.
 */
function isMachine(userAgent: string): boolean {
	return (
		userAgent.trim() === '' ||
		/(?<!cu)bot\b|crawl|spider|slurp|preview|facebookexternalhit|whatsapp|curl\/|wget\/|python|go-http-client|okhttp|axios|node-fetch|java\//i.test(
			userAgent,
		)
	);
}

/** E.g. "October 9, 2026, 18:00 (GMT+8)". */
function formatMoment(iso: string, { lang }: Words, timeZone: string): string {
	const moment = new Date(iso);
	const written = new Intl.DateTimeFormat(lang, {
		dateStyle: 'long',
		timeStyle: 'short',
		hourCycle: 'h23',
		timeZone,
	}).format(moment);
	const zone = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' })
		.formatToParts(moment)
		.find(({ type }) => type === 'timeZoneName')?.value;
	return `${written} (${zone})`;
}
