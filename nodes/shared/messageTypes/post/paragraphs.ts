import type { INodeProperties } from 'n8n-workflow';

import { readSwitch, type Parameters } from '../../parameters/readParameter';
import type { Result } from '../../result';
import type { Tag } from './elements/elementType';

export const newParagraphField: INodeProperties = {
	displayName: 'New Paragraph',
	name: 'newParagraph',
	type: 'boolean',
	default: true,
	description:
		'Whether to start a new paragraph. Otherwise the element goes on in the line before, without a space in between.',
};

export function readNewParagraph(element: Parameters): Result<boolean> {
	return readSwitch(element, 'newParagraph', 'New Paragraph', true);
}

/**
 * Of one language, before blank ones around it are dropped. Ten times what fits into 30 KB: a line takes 26 bytes or more,
 * `[{"tag":"text","text":""}],`.
 */
export const MAX_LINES = 12_000;

/** The tags of one element, line by line, and where they go. */
export interface Piece {
	readonly lines: readonly Tag[][];
	/** `alone` shares its paragraph with nothing; `goesOn` continues the last paragraph, if that is open. */
	readonly placement: 'alone' | 'newParagraph' | 'goesOn';
}

/** An empty paragraph. Feishu does not document one; an empty text is what others send, as a list without tags may be dropped. */
const BLANK: Tag = { tag: 'text', text: '' };

/** Lays the pieces out in paragraphs, so that what must be alone is alone, and every line of a text has its own. */
export function layOut(pieces: readonly Piece[]): Tag[][] {
	const paragraphs: Tag[][] = [];
	let open: Tag[] | undefined;
	const breakLine = () => {
		if (!open) paragraphs.push([BLANK]);
		open = undefined;
	};
	for (const { lines, placement } of pieces) {
		if (placement !== 'goesOn') open = undefined;
		for (const [index, line] of lines.entries()) {
			if (index > 0) breakLine();
			if (line.length === 0) continue;
			if (!open) paragraphs.push((open = []));
			open.push(...line);
		}
		if (placement === 'alone') open = undefined;
	}
	return withoutOuterBlanks(paragraphs);
}

/** A message neither begins nor ends with empty lines, which pasted text often has. */
function withoutOuterBlanks(paragraphs: readonly Tag[][]): Tag[][] {
	const isFilled = ([tag]: Tag[]) => tag !== BLANK;
	return paragraphs.slice(
		Math.max(paragraphs.findIndex(isFilled), 0),
		paragraphs.findLastIndex(isFilled) + 1,
	);
}
