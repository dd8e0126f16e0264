/**
 * Whether a value, written as JSON, has more characters than that. Looks at no more of it than it takes to tell; what JSON
 * cannot carry is left to those who read it.
 */
export function isLonger(value: unknown, most: number): boolean {
	if (typeof value === 'string') return value.length > most;
	let left = most;
	try {
		JSON.stringify(value, function (this: unknown, name: string, part: unknown) {
			left -= 1 + (Array.isArray(this) ? 0 : name.length) + (typeof part === 'string' ? part.length : 0);
			if (left < 0) throw new RangeError();
			return part;
		});
		return false;
	} catch {
		return left < 0;
	}
}
