// Times in the reader's own time zone.

const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
const clock = (/** @type {Date} */ date) =>
	`${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
const date = (/** @type {Date} */ at) =>
	`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/**
 * `14:05:33` today, `01-31 14:05` before.
 * @param {string} at ISO 8601
 * @param {Date} [now]
 */
export function day(at, now = new Date()) {
	const then = new Date(at);
	if (Number.isNaN(then.getTime())) return '';
	return date(then) === date(now)
		? clock(then)
		: `${date(then).slice(5)} ${clock(then).slice(0, 5)}`;
}

/**
 * `2026-01-31 14:05:33`
 * @param {string} at ISO 8601
 */
export function moment(at) {
	const then = new Date(at);
	return Number.isNaN(then.getTime()) ? at : `${date(then)} ${clock(then)}`;
}
