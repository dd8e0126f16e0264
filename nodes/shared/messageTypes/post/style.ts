import type { INodeProperties } from 'n8n-workflow';

import { findChoice, listChoices } from '../../parameters/choice';
import { readText, type Parameters } from '../../parameters/readParameter';
import { problem, success, type Result } from '../../result';
import type { Tag } from './elements/elementType';

const styles = [
	{ name: 'Bold', value: 'bold' },
	{ name: 'Italic', value: 'italic' },
	{ name: 'Line Through', value: 'lineThrough' },
	{ name: 'Underline', value: 'underline' },
];

export const styleField: INodeProperties = {
	displayName: 'Style',
	name: 'style',
	type: 'multiOptions',
	options: styles,
	default: [],
	description:
		'How the words look. Helpdesk may not show styles: Feishu documents them for other messages only.',
};

/** Adds the element's styles to its tags. */
export function withStyle(lines: readonly Tag[][], element: Parameters): Result<readonly Tag[][]> {
	const style = readStyle(element);
	if (!style.ok) return style;
	return success(
		style.value.length === 0
			? lines
			: lines.map((line) => line.map((tag) => ({ ...tag, style: style.value }))),
	);
}

/** A list, or text with commas from an expression. Feishu would ignore a style it does not know. */
function readStyle(element: Parameters): Result<string[]> {
	const chosen = Array.isArray(element.style)
		? success<unknown[]>(element.style)
		: readList(element);
	if (!chosen.ok) return chosen;
	const found = chosen.value.map((style) => findChoice(style, styles)?.value);
	if (found.includes(undefined)) {
		return problem(
			'style',
			"'Style' has a value that does not exist",
			`Choose any of ${listChoices(styles)}, or none.`,
		);
	}
	return success(styles.map(({ value }) => value).filter((value) => found.includes(value)));
}

function readList(element: Parameters): Result<unknown[]> {
	const list = readText(element, 'style', 'Style');
	return list.ok
		? success(
				list.value
					.split(',')
					.map((style) => style.trim())
					.filter(Boolean),
			)
		: list;
}
