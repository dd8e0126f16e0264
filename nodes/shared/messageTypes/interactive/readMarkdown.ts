import type { INodeProperties } from 'n8n-workflow';

import { checkMarkdown } from '../../parameters/readLink';
import {
	isJsonObject,
	optionsOf,
	readSwitch,
	type Parameters,
} from '../../parameters/readParameter';
import { piecesOf, type Piece } from '../../parameters/savedText';
import { checkMentions, IN_CARD } from '../../receivers/mentionTags';
import { andThen, inField, success, type Result } from '../../result';
import { escapeMarkdown } from './escapeMarkdown';

/** Why data is escaped unless this option is added: docs/decisions/0011-expressions-are-data.md */
export const markdownFromExpressions: INodeProperties = {
	displayName: 'Markdown From Expressions',
	name: 'markdownFromExpressions',
	type: 'boolean',
	default: true,
	description:
		'Whether to read Markdown also in what expressions give, e.g. the answer of an AI model. Without this option it is shown as it is: it formats nothing and mentions nobody.',
};

const OR_ESCAPE = `If an expression gave it and it is not meant as Markdown, remove the option '${markdownFromExpressions.displayName}'.`;

/** The parameters as they are saved, where what expressions gave is data; undefined where it is Markdown. */
export function savedOf(parameters: Parameters): Result<Parameters | undefined> {
	const { name, displayName } = markdownFromExpressions;
	const isMarkdown = readSwitch(optionsOf(parameters), name, displayName, false);
	return andThen(inField(isMarkdown, 'options'), (all) =>
		success(!all && isJsonObject(parameters.saved) ? parameters.saved : undefined),
	);
}

/**
 * Text of a card. What was typed is Markdown; what an expression gave is escaped where `saved` says which part that is.
 * @param saved the parameters as they are saved
 */
export function readMarkdown(
	text: Result<string>,
	saved: Parameters | undefined,
	field: string,
	label: string,
): Result<string> {
	const markdown = andThen(text, (resolved) =>
		saved
			? checkMarkdown(writeMarkdown(piecesOf(resolved, saved[field])), field, label)
			: checkMarkdown(resolved, field, label, OR_ESCAPE),
	);
	return andThen(markdown, (checked) => checkMentions(checked, IN_CARD, field, label));
}

/** @param show prepares data that is shown as text */
export function writeMarkdown(
	pieces: readonly Piece[],
	show = (text: string): string => text,
): string {
	let markdown = '';
	for (const { text, isData } of pieces) {
		if (!isData) markdown += text;
		else if (IN_LINK_OR_TAG.test(markdown.slice(-LOOK_BACK)))
			markdown += text.replace(ENDS_ADDRESS, inPercent);
		else markdown += escapeMarkdown(show(text));
	}
	return markdown;
}

/** So that a long text with many expressions takes no longer than its length. Behind a longer address data is text. */
const LOOK_BACK = 2000;
/** Behind `[title](https://example.com/` or `<at id=`: an escape would make another address of it. */
const IN_LINK_OR_TAG = /(?:\]\([^\s()]*|<\w[^<>]*)$/;
const ENDS_ADDRESS = /[\s\p{C}()<>[\]{}"'`\\|^]/gu;

function inPercent(character: string): string {
	return [...Buffer.from(character)]
		.map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
		.join('');
}
