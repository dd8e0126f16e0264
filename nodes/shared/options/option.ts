import type { INodeProperties } from 'n8n-workflow';

import {
	MAX_NAME_LENGTH,
	readAtMost,
	readChoice,
	readCollection,
	readNumber,
	readSwitch,
	readText,
	type Parameters,
} from '../parameters/readParameter';
import { all, andThen, problem, success, type Result } from '../result';

/** One option of the panel, and how its value is read. Its name, label, default and range stand here once. */
export interface Option<T> {
	readonly field: INodeProperties;
	/** @param values what the collection of options holds; an option that was not added is absent */
	read(values: Parameters): Result<T>;
}

interface Panel<T> {
	readonly displayName: string;
	readonly name: string;
	readonly default: T;
	readonly description: string;
	readonly placeholder?: string;
}

interface Range {
	readonly min: number;
	readonly max: number;
	readonly whole?: boolean;
}

export function numberOption(panel: Panel<number>, range: Range): Option<number> {
	const typeOptions = { minValue: range.min, maxValue: range.max };
	return {
		field: { ...panel, type: 'number', typeOptions },
		read: (values) => readNumber(values, panel.name, panel.displayName, panel.default, range),
	};
}

/** Off where it was not added. Whoever adds it wants it, so it starts on. */
export function switchOption(panel: Omit<Panel<boolean>, 'default'>): Option<boolean> {
	const { name, displayName } = panel;
	return {
		field: { ...panel, type: 'boolean', default: true },
		read: (values) =>
			// An expression that gave nothing must not turn a dry run into a real one.
			Object.hasOwn(values, name) && (values[name] ?? null) === null
				? problem(
						name,
						`'${displayName}' has no value`,
						'Its expression gave nothing. Give it true or false, or remove the option.',
					)
				: readSwitch(values, name, displayName, false),
	};
}

interface Choice<T> {
	readonly name: string;
	readonly value: T;
	readonly description: string;
}

/** @param absent the value where the option was not added; `default` is what it starts with once it is */
export function choiceOption<const T extends string>(
	panel: Panel<NoInfer<T>>,
	choices: ReadonlyArray<Choice<T>>,
	absent: NoInfer<T>,
): Option<T> {
	const { name, displayName } = panel;
	return {
		field: { ...panel, type: 'options', options: [...choices] },
		read: (values) => readChoice({ [name]: values[name] ?? absent }, name, displayName, choices),
	};
}

/**
 * A short text. Surrounding blanks do not count; the option is there only to be filled in, so a blank is refused, and what JavaScript
 * writes for no value.
 * @param blank what to do about a blank one
 * @param shorten how to shorten one that is too long
 */
export function textOption(panel: Panel<string>, blank: string, shorten: string): Option<string> {
	const { name, displayName } = panel;
	return {
		field: { ...panel, type: 'string' },
		read(values) {
			if (!Object.hasOwn(values, name)) return success('');
			const text = readAtMost(
				readText(values, name, displayName),
				MAX_NAME_LENGTH,
				name,
				displayName,
				shorten,
			);
			if (!text.ok) return text;
			const trimmed = text.value.trim();
			if (trimmed === '') return problem(name, `'${displayName}' is empty`, blank);
			return /^(undefined|null|NaN|\[object Object\])$/.test(trimmed)
				? problem(name, `'${displayName}' is only the text ${trimmed}`, blank)
				: success(trimmed);
		},
	};
}

export type OptionValues<Options> = {
	readonly [Name in keyof Options]: Options[Name] extends Option<infer T> ? T : never;
};

/**
 * Reads each option; the first problem, if there is one.
 * @param collection what Options holds; absent or null where it was never opened
 */
export function readOptions<Options extends Record<string, Option<unknown>>>(
	options: Options,
	collection: unknown,
): Result<OptionValues<Options>> {
	return andThen(
		readCollection(collection, 'options', 'Options'),
		(values) =>
			all(
				Object.fromEntries(
					Object.entries(options).map(([name, option]) => [name, option.read(values)]),
				),
			) as Result<OptionValues<Options>>,
	);
}
