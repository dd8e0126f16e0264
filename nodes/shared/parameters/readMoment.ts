import { problem, success, type Result } from '../result';
import { readRequiredText, type Parameters } from './readParameter';

/** Earlier and later than anything a workflow can mean: typing errors, and seconds taken for milliseconds. */
const FIRST_MS = Date.UTC(2000, 0, 1);
const LAST_MS = Date.UTC(2100, 0, 1);

/**
 * Reads a date with time: ISO 8601 in any form that JavaScript reads, a DateTime or a Date from an expression, or milliseconds.
 *
 * @returns milliseconds since 1970
 */
export function readMoment(parameters: Parameters, field: string, label: string): Result<number> {
	const text = readRequiredText(parameters, field, label, true);
	if (!text.ok) return text;
	const ms = /^\d{12,14}$/.test(text.value) ? Number(text.value) : Date.parse(text.value);
	return ms >= FIRST_MS && ms < LAST_MS
		? success(ms)
		: problem(
				field,
				`'${label}' is not a date with time`,
				`It is ${JSON.stringify(text.value.slice(0, 80))}. Enter a moment such as 2026-10-09T18:00:00+08:00, or {{ $now.minus({ days: 3 }) }}.`,
			);
}
