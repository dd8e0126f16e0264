/**
 * Whether a value, written as JSON, has more characters than that. Looks at no more of it than it takes to tell; what JSON
 * cannot carry, or only by chance (see MAX_DEPTH), is left to those who read it.
 */
export function isLonger(value: unknown, most: number): boolean {
	try {
		return roomBehind(value, most, new Set()) < 0;
	} catch {
		return false;
	}
}

/** JSON.stringify comes to the end of the call stack some thousand levels down. */
const MAX_DEPTH = 1000;

/** How much of the room is left; less than 0 as soon as there is none. */
function roomBehind(value: unknown, room: number, around: Set<object>): number {
	if (typeof value === 'string') return room - value.length;
	if (
		typeof value !== 'object' ||
		value === null ||
		'toJSON' in value ||
		around.has(value) ||
		around.size > MAX_DEPTH
	)
		return room - 1;
	around.add(value);
	let left = room - 1;
	if (Array.isArray(value)) {
		for (let i = 0; i < value.length && left >= 0; i++)
			left = roomBehind(value[i], left - 1, around);
	} else {
		for (const name of Object.keys(value)) {
			left = roomBehind((value as Record<string, unknown>)[name], left - name.length - 1, around);
			if (left < 0) break;
		}
	}
	around.delete(value);
	return left;
}
