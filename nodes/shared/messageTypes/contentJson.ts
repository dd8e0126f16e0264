import { PictureOfItem } from '../parameters/readPicture';
import { MentionedPerson } from '../receivers/mention';
import type { Person } from '../receivers/readPeople';

/** Gives the image key of the picture in a binary field of the item. */
export type KeyOfPicture = (binaryField: string) => string;

/** What a compiled content does not say yet. */
export interface StandIns {
	keyOf: KeyOfPicture;
	/** Gives the ID of somebody who is mentioned; undefined: the receiver. */
	idOf(person: Person | undefined): string;
}

/** A text with stand-ins in it. */
export class TextOfParts {
	constructor(readonly parts: readonly TextPart[]) {}
}

type TextPart = string | MentionedPerson;

/** Pieces of a text, with a space between each and the next. */
export function inOneLine(pieces: ReadonlyArray<readonly TextPart[]>): TextOfParts {
	return new TextOfParts(pieces.flatMap((piece, index) => (index === 0 ? piece : [' ', ...piece])));
}

/** A compiled content as it travels, with what its stand-ins stand for. */
export function contentJson(content: object, { keyOf, idOf }: StandIns): string {
	const filled = (value: unknown): unknown => {
		if (value instanceof PictureOfItem) return keyOf(value.binaryField);
		if (value instanceof MentionedPerson) return idOf(value.person);
		return value instanceof TextOfParts ? value.parts.map(filled).join('') : value;
	};
	return JSON.stringify(content, (_name, value: unknown) => filled(value));
}
