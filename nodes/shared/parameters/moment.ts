/** Year first, so that day and month are certain: 2026-12-24, 2026/12/24 18:00, 2026年12月24日 18:00, 20261224, 2026-12-24T18:00:00+08:00. */
const YEAR_FIRST =
	/^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d\d)(\d\d))(?:[T\s]\s?(\d{1,2})[:点时](\d{2})分?(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s?(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?(?:\[[\w/+-]+\])?$/i;
/** Thu, 24 Dec 2026 18:00:00 +0800 (RFC 5322), and what a Date of JavaScript writes: a month in letters, and a time zone. */
const IN_WORDS = [
	/\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/i,
	/\b(?:GMT|UTC|Z)\b|[+-]\d{4}\b/,
];

/**
 * The moment that a text or a number from a table means; undefined where it means none, or may mean two.
 * @param timeZone of what has no time zone of its own, e.g. Asia/Shanghai
 */
export function momentOf(text: string, timeZone: string): Date | undefined {
	const written = text
		.normalize('NFKC')
		.replace(/\p{Cf}/gu, '')
		.trim();
	// Seconds or milliseconds since 1970, of this century.
	if (/^\d{10}$/.test(written)) return new Date(Number(written) * 1000);
	if (/^\d{13}$/.test(written)) return new Date(Number(written));
	const found = YEAR_FIRST.exec(written);
	if (!found)
		return IN_WORDS.every((part) => part.test(written)) ? valid(Date.parse(written)) : undefined;
	const [
		,
		year,
		month,
		day,
		monthInRow,
		dayInRow,
		hour = 0,
		minute = 0,
		second = 0,
		fraction = 0,
		zone,
	] = found;
	const parts = [year, month ?? monthInRow, day ?? dayInRow, hour, minute, second].map(Number);
	const wholeSeconds = utcOf(parts);
	if (wholeSeconds === undefined) return undefined;
	const asUtc = wholeSeconds + Math.floor(Number(`0.${fraction}`) * 1000);
	return zone === undefined ? inZone(asUtc, timeZone) : valid(asUtc - offsetOf(zone));
}

/** Undefined for 30 February. */
function utcOf([year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0]: number[]):
	number | undefined {
	const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
	const same =
		utc.getUTCMonth() === month - 1 &&
		utc.getUTCDate() === day &&
		utc.getUTCHours() === hour &&
		utc.getUTCMinutes() === minute;
	return same ? utc.getTime() : undefined;
}

/** Milliseconds, of Z or +08:00. */
function offsetOf(zone: string): number {
	const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
	const ms = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
	return sign === '-' ? -ms : ms;
}

/** The moment at which clocks there show what clocks of UTC show at `asUtc`. */
function inZone(asUtc: number, timeZone: string): Date | undefined {
	try {
		const format = new Intl.DateTimeFormat('en-US', {
			timeZone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
		const aheadAt = (moment: number): number => {
			const parts = Object.fromEntries(
				format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
			);
			const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
			return (
				Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000
			);
		};
		// Once more, for the day on which the clocks are changed.
		return valid(asUtc - aheadAt(asUtc - aheadAt(asUtc)));
	} catch {
		// No such time zone.
		return undefined;
	}
}

function valid(moment: number): Date | undefined {
	return Number.isNaN(moment) ? undefined : new Date(moment);
}
