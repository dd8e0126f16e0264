import type { INodeProperties } from 'n8n-workflow';

import { readEntries } from '../../parameters/readEntries';
import { readText, type Parameters } from '../../parameters/readParameter';
import { problem, success, type Result } from '../../result';
import { compileElement, elementFields } from './elements';
import type { Tag } from './elements/elementType';
import { itemTitle } from './itemTitle';
import { layOut, MAX_LINES } from './paragraphs';

export function titleField(name: string): INodeProperties {
	return {
		displayName: 'Title',
		name,
		type: 'string',
		default: '',
		placeholder: 'e.g. Reminder',
		description: 'Heading of the message; may be left empty',
	};
}

export function elementsField(name: string): INodeProperties {
	return {
		displayName: 'Elements',
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true, fixedCollection: { itemTitle: itemTitle('type') } },
		placeholder: 'Add Element',
		default: {},
		description: 'What the message consists of, from top to bottom',
		options: [{ displayName: 'Element', name: 'element', values: elementFields }],
	};
}

/** Compiles what the message says in one language; the fields have other names in the message and in a translation. */
export function compileContent(source: Parameters, titleName: string, elementsName: string): Result<object> {
	const title = readText(source, titleName, 'Title');
	if (!title.ok) return title;
	const collection = { field: elementsName, label: 'Elements', entry: 'element' };
	let lines = 0;
	const pieces = readEntries(source, collection, (element) => {
		const piece = compileElement(element);
		if (!piece.ok || (lines += piece.value.lines.length) <= MAX_LINES) return piece;
		return problem('text', "'Text' has more lines than Feishu takes", `With the elements before it there are more than ${MAX_LINES}. Shorten it, or send it in parts.`);
	});
	if (!pieces.ok) return pieces;
	const content = layOut(pieces.value);
	if (!content.flat().some(isVisible)) {
		return problem(elementsName, "'Elements' has nothing to show", 'Add an element with something in it, such as a text. A title alone can go out as a message of the type Text.');
	}
	return success({ title: title.value, content });
}

function isVisible({ tag, text }: Tag): boolean {
	return tag !== 'text' || String(text).trim() !== '';
}
