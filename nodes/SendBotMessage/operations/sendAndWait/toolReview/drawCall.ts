import type { JsonObject } from '../../../../shared/parameters/readParameter';
import { visible, visibleLines } from './visible';

/**
 * The parameters of a call, one per line; of a text with several lines, each is marked as the parameter's. Whole, because
 * nobody should approve what is not shown: a card that gets too long is refused. Different parameters never give the same.
 */
export function drawParameters(parameters: JsonObject): string {
	const lines = Object.entries(parameters).map(
		([name, value]) => `${/^[\w-]+$/.test(name) ? name : quoted(name)}:${drawValue(value)}`,
	);
	return lines.length === 0 ? '{}' : lines.join('\n');
}

/** Other values are JSON, and so is a text that could pass for one. */
function drawValue(value: unknown): string {
	if (typeof value !== 'string') return ` ${quoted(value)}`;
	if (value.includes('\n')) return `\n${visibleLines(value)}`.replaceAll('\n', '\n| ');
	return value === '' || isJson(value) ? ` ${quoted(value)}` : ` ${visible(value)}`;
}

function quoted(value: unknown): string {
	return visible(JSON.stringify(value));
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
