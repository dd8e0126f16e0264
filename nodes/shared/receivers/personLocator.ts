import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';

import type { IdType } from './idType';
import { foundBySearch, idTypes } from './idTypes';

const typed = { type: 'string' } as const;
const list = { mode: 'list', label: 'From list' } as const;

/** Every mode: what is saved, how the panel names it, and the IDs it holds. */
export const modes: ReadonlyArray<{ mode: string; label: string; idType: IdType }> = [
	{ ...list, idType: foundBySearch },
	...idTypes.map((idType) => ({ mode: idType.mode, label: idType.label, idType })),
];

/**
 * A person, as n8n's own nodes ask for one. No `validation` in the modes: it would refuse a list from an expression, and even
 * a locator that may be empty. The mode of the Open ID has to be called `id`: n8n goes there when an expression takes the place
 * of somebody who was picked from the list.
 *
 * @param types the IDs that the field takes
 */
export function personLocator(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'displayOptions'>,
	types: readonly IdType[] = idTypes,
): INodeProperties {
	return {
		...field,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'email', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: list.mode,
				type: 'list',
				placeholder: 'Choose a person...',
				hint: 'Search by name or e-mail (scope directory:employee:search)',
				typeOptions: {
					// In `methods.listSearch` of the node.
					searchListMethod: 'searchPeople',
					searchable: true,
					searchFilterRequired: true,
				},
			},
			...types.map(({ mode, label, hint, example }): INodePropertyMode => ({
				...typed,
				displayName: label,
				name: mode,
				placeholder: `e.g. ${example}`,
				hint,
			})),
		],
	};
}
