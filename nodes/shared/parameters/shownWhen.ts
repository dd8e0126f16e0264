import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** The fields, each shown only where it was and this holds too. */
export function shownWhen(
	show: NonNullable<IDisplayOptions['show']>,
	fields: readonly INodeProperties[],
): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: { ...field.displayOptions, show: { ...show, ...field.displayOptions?.show } },
	}));
}
