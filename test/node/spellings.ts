/** Secrets, each with what it is called. */
export type Secrets = ReadonlyMap<string, string>;

/** A run is searched for the secrets of all runs before it: nearly all of them are known. */
const known = new Map<string, ReadonlyMap<string, string>>();

/** Every spelling in which a secret may turn up, by name. */
export function spellings(secret: string): ReadonlyMap<string, string> {
	let all = known.get(secret);
	if (!all) known.set(secret, (all = spell(secret)));
	return all;
}

function spell(secret: string): ReadonlyMap<string, string> {
	const all = new Map([
		['as it is', secret],
		['JSON', JSON.stringify(secret).slice(1, -1)],
		['URL-encoded', encodeURIComponent(secret)],
		['hex', Buffer.from(secret).toString('hex')],
	]);
	// Base64 depends on how many bytes stand before it; its first and last characters on what they are.
	for (const before of [0, 1, 2]) {
		const encoded = Buffer.from(' '.repeat(before) + secret)
			.toString('base64')
			.replace(/=+$/, '');
		const inside = encoded.slice(
			before === 0 ? 0 : before + 1,
			(before + secret.length) % 3 === 0 ? undefined : -1,
		);
		all.set(`base64, ${before} bytes in`, inside);
		all.set(`base64url, ${before} bytes in`, inside.replaceAll('+', '-').replaceAll('/', '_'));
	}
	return all;
}

/** Says where a secret stands in a text, and how it is spelled. */
export function searchText(place: string, text: string, secrets: Secrets): string[] {
	return [...secrets].flatMap(([secret, name]) =>
		[...spellings(secret)]
			.filter(([, spelling]) => text.includes(spelling))
			.slice(0, 1)
			.map(([how]) => `${place}: ${name} (${how})`),
	);
}
