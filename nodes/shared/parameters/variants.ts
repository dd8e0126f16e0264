import type { INodeProperties } from 'n8n-workflow';

import { problem, success, type Result } from '../result';
import { findChoice, listChoices } from './choice';
import { shown, type Parameters } from './readParameter';
import { shownWhen } from './shownWhen';

/** One of several ways that the panel offers in a dropdown. */
export interface Variant {
	/** Saved in the workflow. */
	readonly value: string;
	readonly label: string;
	readonly description?: string;
	/** Fields shown only where it is chosen; {@link variantFields} adds that condition. */
	readonly fields: readonly INodeProperties[];
	/** Rare fields, in the collection Options; {@link variantOptions} adds that condition. */
	readonly options?: readonly INodeProperties[];
}

/** The dropdown, without its choices. */
type Dropdown = Omit<INodeProperties, 'type' | 'options'>;

/** The dropdown, and the fields of each variant. */
export function variantFields(dropdown: Dropdown, variants: readonly Variant[]): INodeProperties[] {
	const options = variants.map(({ value, label, description }) => ({
		name: label,
		value,
		description,
	}));
	return [
		{ ...dropdown, type: 'options', options },
		...variants.flatMap(({ value, fields }) => shownWhen({ [dropdown.name]: [value] }, fields)),
	];
}

/** The rare fields of each variant, for a collection at the top of the panel. */
export function variantOptions(
	{ name }: Dropdown,
	variants: readonly Variant[],
): INodeProperties[] {
	return variants.flatMap(({ value, options = [] }) =>
		shownWhen({ [`/${name}`]: [value] }, options),
	);
}

/** The variant that is chosen, by what is saved or what the panel shows. */
export function readVariant<V extends Variant>(
	parameters: Parameters,
	{ name, displayName }: Dropdown,
	variants: readonly V[],
): Result<V> {
	const choices = variants.map((variant) => ({
		name: variant.label,
		value: variant.value,
		variant,
	}));
	const chosen = findChoice(parameters[name], choices);
	return chosen
		? success(chosen.variant)
		: problem(
				name,
				`'${displayName}' has a value that does not exist`,
				`Choose one of ${listChoices(choices)}.${shown(parameters[name])}`,
			);
}
