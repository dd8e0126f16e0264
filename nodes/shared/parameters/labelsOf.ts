import type { INodeProperties } from 'n8n-workflow';

/** The choices of a dropdown as an object for expressions: labels by value. */
export function labelsOf({ options: choices = [] }: INodeProperties): string {
	return JSON.stringify(Object.fromEntries(choices.map((choice) => ['value' in choice ? choice.value : '', choice.name])));
}
