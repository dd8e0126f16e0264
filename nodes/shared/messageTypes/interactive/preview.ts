import { asRecord } from '../../result';
import { SHOWN_DIVIDER, showMentions, shownPicture, wordsOf } from '../preview';

type Piece = Readonly<Record<string, unknown>>;

/** Header first, whatever the order of the JSON. Of a template only its ID and variables are known here. */
export function preview(content: Piece): string {
	if (content.type === 'template') return showTemplate(asRecord(content.data));
	const { header, elements, i18n_elements: translated } = content;
	const { title, subtitle } = asRecord(header);
	return [title, subtitle, elements, translated].flatMap((part) => linesOf(part, 0)).join('\n');
}

function showTemplate({
	template_id: id,
	template_version_name: version,
	template_variable: variables,
}: Piece): string {
	return [
		`Card template ${wordsOf(id)}${version === undefined ? '' : `, version ${wordsOf(version)}`}`,
		...Object.entries(asRecord(variables)).map(([name, value]) => `${name}: ${wordsOf(value)}`),
	].join('\n');
}

const text = ({ content = '' }: Piece) => [wordsOf(content)];
const markdown = ({ content = '' }: Piece) => [showMentions(decoded(wordsOf(content)))];

/** What a reader sees of each tag; of any other what stands in it. */
const shown: ReadonlyMap<unknown, (piece: Piece) => string[]> = new Map([
	['plain_text', text],
	['lark_md', markdown],
	['markdown', markdown],
	['hr', () => [SHOWN_DIVIDER]],
	['img', ({ img_key: key }) => [shownPicture(key)]],
	['button', ({ text: label }) => linesOf(label, 0).map((line) => `[${line}]`)],
]);

/** Deeper than any card of Feishu's; JSON may be so deep that following it would break the call stack. */
const MAX_DEPTH = 100;

/** Shown only when something is hovered or clicked, or not at all. */
const HIDDEN = new Set(['confirm', 'hover_tips', 'value']);

function linesOf(part: unknown, depth: number): string[] {
	if (typeof part !== 'object' || part === null || depth > MAX_DEPTH) return [];
	const piece = asRecord(part);
	const show = shown.get(piece.tag);
	if (show && !('i18n' in piece)) return show(piece);
	return Object.entries(piece).flatMap(([name, inner]) => {
		if (HIDDEN.has(name)) return [];
		return name === 'i18n'
			? Object.values(asRecord(inner)).map(wordsOf)
			: linesOf(inner, depth + 1);
	});
}

/** Markdown characters of a value that is not meant as Markdown (escapeMarkdown.ts). */
function decoded(markdown: string): string {
	return markdown.replace(/&(?:#(\d{1,6})|(lt|gt|amp));/g, (_entity, code?: string, name = '') =>
		code === undefined ? NAMED[name as keyof typeof NAMED] : String.fromCodePoint(Number(code)),
	);
}

const NAMED = { lt: '<', gt: '>', amp: '&' } as const;
