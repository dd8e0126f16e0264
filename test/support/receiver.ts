import type { INodeParameterResourceLocator } from 'n8n-workflow';

/** A resource locator as the panel saves it: a mode of Receiver or Person, and what was entered under it. */
export function by(mode: string, value: unknown): INodeParameterResourceLocator {
	return { __rl: true, mode, value: value as INodeParameterResourceLocator['value'] };
}
