import { findChoice } from '../parameters/choice';
import { isMoment, jsonIn, namesIn } from '../parameters/plainValue';
import {
	isJsonObject,
	MAX_NAME_LENGTH,
	readAtMost,
	readRequiredText,
	readText,
	shown,
	type Parameters,
} from '../parameters/readParameter';
import { notesOn, withoutInvisible } from '../parameters/pasted';
import { problem, success, type Result } from '../result';
import { entriesOf } from './entries';
import type { IdType } from './idType';
import { readIds, typeOf } from './idTypes';
import { personIn } from './personIn';
import { modes } from './personLocator';

/** Somebody by an ID or an address, as the panel has it. */
export interface Person {
	readonly idType: IdType;
	readonly id: string;
	/** How it was typed, where that says something else. */
	readonly notes: readonly string[];
}

/** Whether two ways to write an ID name the same person, or may not. */
export function personKey({ idType, id }: Pick<Person, 'idType' | 'id'>): string {
	return `${idType.mode} ${id}`;
}

type Mode = (typeof modes)[number];

/**
 * Reads people out of a resource locator, or whatever an expression put in the place of it or of its value: a text with one or
 * several, separated by comma, semicolon or line break; a locator; a list of these. Each once; at least one. Pure; never throws.
 *
 * @param most how many there may be
 */
export function readPeople(
	parameters: Parameters,
	field: string,
	label: string,
	most: number,
): Result<Person[]> {
	const people = new Map<string, Person>();
	const refuse = (what: string, remedy: string) => problem(field, `'${label}' ${what}`, remedy);
	const tooMany = () =>
		refuse(
			`has more than ${most} people`,
			`Split the list over several items: each may have ${most}.`,
		);
	let count = 0;
	/** A list may stand in itself, or many times in others. */
	let entries = 0;

	const addText = (value: unknown, mode: Mode | undefined): Result<unknown> => {
		const text = readText({ [field]: value }, field, label);
		if (!text.ok) return text;
		for (const entry of entriesOf(withoutInvisible(text.value))) {
			if (++count > most) return tooMany();
			const short = readAtMost(
				success(entry),
				MAX_NAME_LENGTH,
				field,
				label,
				'Separate several by commas or line breaks, and check what the expression returns for this item.',
			);
			if (!short.ok) return short;
			const idType = mode?.idType ?? typeOf(entry);
			if ('what' in idType) return refuse(idType.what, idType.remedy);
			const ids = readIds(entry, idType, mode?.label ?? idType.label);
			if (!Array.isArray(ids)) return refuse(ids.what, ids.remedy);
			if ((count += ids.length - 1) > most) return tooMany();
			const notes = notesOn(entry, ids.join(', '));
			for (const id of ids) {
				const person = { idType, id, notes };
				people.set(personKey(person), person);
			}
		}
		return success(undefined);
	};

	const add = (value: unknown, mode: Mode | undefined, depth: number): Result<unknown> => {
		if (depth > MAX_DEPTH)
			return refuse('is nested too deeply', 'Let the expression return a plain list.');
		if (Array.isArray(value)) {
			if ((entries += value.length) > 2 * most) return tooMany();
			for (const entry of value as unknown[]) {
				const added = add(entry ?? '', mode, depth + 1);
				if (!added.ok) return added;
			}
			return success(undefined);
		}
		if (isLocator(value)) {
			const chosen = findChoice(value.mode, MODES)?.mode;
			return chosen
				? add(value.value, chosen, depth + 1)
				: refuse(
						'has a mode that does not exist',
						`Choose one of ${modes.map((other) => other.label).join(', ')}.${shown(value.mode)}`,
					);
		}
		const written = typeof value === 'string' ? jsonIn(value) : value;
		if (Array.isArray(written)) return add(written, mode, depth + 1);
		if (!isJsonObject(written) || isMoment(written)) return addText(value, mode);
		const person = personIn(written, mode?.idType);
		return person === undefined
			? refuse(
					`is an object without ${mode?.idType.noun ?? 'an ID'}`,
					`Let the expression pick it, e.g. {{ $json.owner[0].${mode?.idType.mode ?? 'id'} }}. ${namesIn(written)}`,
				)
			: add(person, mode, depth + 1);
	};

	const added = add(parameters[field], undefined, 0);
	if (!added.ok) return added;
	if (people.size > 0) return success([...people.values()]);
	const empty = readRequiredText({ [field]: '' }, field, label);
	return empty.ok ? success([]) : empty;
}

/** An expression may name a mode as the panel does, and as n8n's own nodes do: `Email`, `By Email`, `Open ID`. */
const MODES = modes.flatMap((mode) =>
	[
		mode.label,
		`By ${mode.label}`,
		mode.label.replace('By ', ''),
		mode.idType.noun.replace(/^an? /, ''),
	].map((name) => ({ name, value: mode.mode, mode })),
);

/** A locator in a list in a locator, and room for an expression that did it once more. */
const MAX_DEPTH = 8;

function isLocator(value: unknown): value is { mode: unknown; value: unknown } {
	return isJsonObject(value) && 'mode' in value && 'value' in value;
}

/** The text of a receiver that could not be read, for the output. */
export function textOf(locator: unknown): string | undefined {
	const value = isLocator(locator) ? locator.value : locator;
	return typeof value === 'string' ? value : undefined;
}
