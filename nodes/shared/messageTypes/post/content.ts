import type { INodeProperties } from 'n8n-workflow';

import { readText, type Parameters } from '../../parameters/readParameter';
import { problem, success, type Result } from '../../result';
import type { Tag } from './elements/elementType';
import { layOut } from './paragraphs';
import { compileElements } from './postElements';

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

/** Compiles what the message says in one language; the fields have other names in the message and in a translation. */
export function compileContent(
	source: Parameters,
	titleName: string,
	elementsName: string,
): Result<object> {
	const title = readText(source, titleName, 'Title');
	if (!title.ok) return title;
	const pieces = compileElements(source, elementsName);
	if (!pieces.ok) return pieces;
	const content = layOut(pieces.value);
	if (!content.flat().some(isVisible)) {
		return problem(
			elementsName,
			"'Elements' has nothing to show",
			'Add an element with something in it, such as a text. A title alone can go out as a message of the type Text.',
		);
	}
	return success({ title: title.value, content }, pieces.notes);
}

function isVisible({ tag, text }: Tag): boolean {
	return tag !== 'text' || String(text).trim() !== '';
}
