import { isJsonObject, type JsonObject } from '../../parameters/readParameter';
import { DATA } from './cardLinks';

const TEXTS = new Set<unknown>(['markdown', 'lark_md', 'plain_text']);

/** Writes a number, true and false out where a card has text: an expression often gives one. Changes the card itself. */
export function writeOutContent(card: JsonObject): void {
	const places: unknown[] = [card];
	for (let value = places.pop(); value !== undefined; value = places.pop()) {
		if (
			isJsonObject(value) &&
			TEXTS.has(value.tag) &&
			['number', 'boolean'].includes(typeof value.content)
		)
			Object.assign(value, { content: String(value.content) });
		if (typeof value === 'object' && value !== null) {
			for (const [name, inner] of Object.entries(value) as Array<[string, unknown]>)
				if (typeof inner === 'object' && inner !== null && !DATA.includes(name)) places.push(inner);
		}
	}
}
