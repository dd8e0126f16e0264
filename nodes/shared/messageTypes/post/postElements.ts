import type { INodeProperties } from 'n8n-workflow';

import { itemTitle } from '../../parameters/itemTitle';
import { readEntries } from '../../parameters/readEntries';
import type { Parameters } from '../../parameters/readParameter';
import { shownWhen } from '../../parameters/shownWhen';
import { readVariant, variantFields } from '../../parameters/variants';
import { problem, success, type Result } from '../../result';
import { elementTypes } from './elements';
import type { ElementType } from './elements/elementType';
import { MAX_LINES, newParagraphField, readNewParagraph, type Piece } from './paragraphs';
import { styleField, withStyle } from './style';

const type = {
	displayName: 'Type',
	name: 'type',
	noDataExpression: true,
	default: 'text',
	description: 'What kind of element to add',
};

const typesWhere = (matches: (elementType: ElementType) => boolean) =>
	elementTypes.filter(matches).map(({ value }) => value);

/** The fields of one element. One name may have a field per type; n8n shows the one that fits. */
export const elementFields: INodeProperties[] = [
	...variantFields(type, elementTypes),
	...shownWhen({ type: typesWhere(({ styled }) => styled) }, [styleField]),
	...shownWhen({ type: typesWhere(({ alone }) => !alone) }, [newParagraphField]),
];

export function elementsField(name: string): INodeProperties {
	return {
		displayName: 'Elements',
		name,
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			sortable: true,
			fixedCollection: { itemTitle: itemTitle('type') },
		},
		placeholder: 'Add Element',
		default: {},
		description:
			'What the message consists of, from top to bottom. Expressions fill the fields of an element, not the list: n8n drops an expression in its place.',
		options: [{ displayName: 'Element', name: 'element', values: elementFields }],
	};
}

/** Each element as tags, with the style and the place that it asks for. */
export function compileElements(source: Parameters, field: string): Result<Piece[]> {
	let lines = 0;
	return readEntries(source, { field, label: 'Elements', entry: 'element' }, (element) => {
		const piece = compileElement(element);
		if (!piece.ok || (lines += piece.value.lines.length) <= MAX_LINES) return piece;
		return problem(
			'text',
			"'Text' has too many lines for Feishu",
			`With the elements before it there are more than ${MAX_LINES}. Shorten it, or send it in parts.`,
		);
	});
}

function compileElement(element: Parameters): Result<Piece> {
	const elementType = readVariant(element, type, elementTypes);
	if (!elementType.ok) return elementType;
	const { alone, styled } = elementType.value;
	const lines = elementType.value.compile(element);
	if (!lines.ok) return lines;
	const styledLines = styled ? withStyle(lines.value, element) : lines;
	if (!styledLines.ok) return styledLines;
	if (alone) return success({ lines: styledLines.value, placement: 'alone' }, lines.notes);
	const newParagraph = readNewParagraph(element);
	if (!newParagraph.ok) return newParagraph;
	return success({
		lines: styledLines.value,
		placement: newParagraph.value ? 'newParagraph' : 'goesOn',
	});
}
