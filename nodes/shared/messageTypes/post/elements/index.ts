import type { INodeProperties } from 'n8n-workflow';

import type { Parameters } from '../../../parameters/readParameter';
import { problem, success, type Result } from '../../../result';
import type { ElementType } from './elementType';
import { newParagraphField, readNewParagraph, type Piece } from '../paragraphs';
import { styleField, withStyle } from '../style';
import { codeBlock } from './codeBlock';
import { divider } from './divider';
import { emoji } from './emoji';
import { link } from './link';
import { markdown } from './markdown';
import { mention } from './mention';
import { picture } from './picture';
import { text } from './text';

/** Every kind of element, in the order of the dropdown. Its fields and the look-up are derived from this list. */
export const elementTypes: readonly ElementType[] = [codeBlock, divider, emoji, link, markdown, mention, picture, text];

const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	noDataExpression: true,
	options: elementTypes.map(({ label, type, description }) => ({ name: label, value: type, description })),
	default: 'text',
	description: 'What kind of element to add',
};

/** The fields of one element. One name may have a field per type; n8n shows the one that fits. */
export const elementFields: INodeProperties[] = [
	typeField,
	...elementTypes.flatMap(({ type, fields }) => fields.map((field) => shownFor([type], field))),
	shownFor(elementTypes.filter(({ styled }) => styled).map(({ type }) => type), styleField),
	shownFor(elementTypes.filter(({ alone }) => !alone).map(({ type }) => type), newParagraphField),
];

function shownFor(types: string[], field: INodeProperties): INodeProperties {
	return { ...field, displayOptions: { ...field.displayOptions, show: { type: types, ...field.displayOptions?.show } } };
}

/** Turns one element into tags, with the style and the place that it asks for. */
export function compileElement(element: Parameters): Result<Piece> {
	const elementType = elementTypes.find(({ type }) => type === element.type);
	if (!elementType) {
		return problem('type', "'Type' has a value that does not exist", `Choose one of ${elementTypes.map(({ type }) => type).join(', ')}.`);
	}
	const lines = elementType.compile(element);
	if (!lines.ok) return lines;
	const styled = elementType.styled ? withStyle(lines.value, element) : lines;
	if (!styled.ok) return styled;
	if (elementType.alone) return success({ lines: styled.value, placement: 'alone' });
	const newParagraph = readNewParagraph(element);
	if (!newParagraph.ok) return newParagraph;
	return success({ lines: styled.value, placement: newParagraph.value ? 'newParagraph' : 'goesOn' });
}
