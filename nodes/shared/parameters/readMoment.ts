import { problem, success, type Result } from '../result';
import { momentOf } from './moment';
import { readRequiredText, type Parameters } from './readParameter';

/** Earlier and later than anything a search can mean. */
const FIRST_MS = Date.UTC(2000, 0, 1);
const LAST_MS = Date.UTC(2100, 0, 1);

/**
 * Reads a date with time, as {@link momentOf} does; also a DateTime or a Date from an expression.
 *
 * @param timeZone of what has none of its own, e.g. Asia/Shanghai
 * @returns milliseconds since 1970
 */
export function readMoment(
	parameters: Parameters,
	field: string,
	label: string,
	timeZone: string,
): Result<number> {
	const text = readRequiredText(parameters, field, label, true);
	if (!text.ok) return text;
	const ms = momentOf(text.value, timeZone)?.getTime() ?? NaN;
	if (ms >= FIRST_MS && ms < LAST_MS) return success(ms);
	return problem(
		field,
		Number.isNaN(ms)
			? `'${label}' is not a date that can be read in one way only`
			: `'${label}' is not between the years 2000 and 2100`,
		`Enter a moment with the year first, such as 2026-10-09T18:00:00+08:00, or {{ $now.minus({ days: 3 }) }}. It is ${JSON.stringify(text.value.slice(0, 80))}.`,
	);
}
