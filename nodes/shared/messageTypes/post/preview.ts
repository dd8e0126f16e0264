import { asRecord } from '../../result';
import { SHOWN_DIVIDER, shownMention, shownPicture, showMentions, wordsOf } from '../preview';

type Piece = Readonly<Record<string, unknown>>;

const text = ({ text = '' }: Piece) => wordsOf(text);

/** What a reader sees of each tag; of any other its text. */
const shown: ReadonlyMap<unknown, (piece: Piece) => string> = new Map([
	[
		'a',
		(piece) =>
			piece.text === piece.href ? text(piece) : `${text(piece)} (${wordsOf(piece.href)})`,
	],
	['at', ({ user_id: id, user_name: name }) => shownMention(name ?? id)],
	['emotion', ({ emoji_type: name }) => `[${wordsOf(name)}]`],
	['hr', () => SHOWN_DIVIDER],
	['img', ({ image_key: key }) => shownPicture(key)],
	['md', (piece) => showMentions(text(piece))],
	['media', ({ file_key: key }) => `[Video: ${wordsOf(key)}]`],
]);

/** Title and paragraphs; of a message in several languages one after the other, each under its name. */
export function preview({ post }: Piece): string {
	const locales = Object.entries(asRecord(post));
	return locales
		.flatMap(([name, locale]) => [
			...(locales.length > 1 ? [`${name}:`] : []),
			...linesOf(asRecord(locale)),
		])
		.join('\n');
}

function linesOf({ title, content }: Piece): string[] {
	const paragraphs = (Array.isArray(content) ? content : []).map((paragraph: unknown) =>
		(Array.isArray(paragraph) ? paragraph : []).map(asRecord).map(showPiece).join(''),
	);
	return [...(title === undefined || title === '' ? [] : [wordsOf(title)]), ...paragraphs];
}

function showPiece(piece: Piece): string {
	return (shown.get(piece.tag) ?? text)(piece);
}
