import type { World } from '../world';

const DOTS = '••••';

/** A secret, and the variable that stands for it in a copied command. */
export interface Secret {
	value: string;
	variable: string;
}

/** The secrets of this world: longest first, because one may contain another. */
export function secretsOf({ apps, helpdesks }: World): Secret[] {
	const secrets = [
		...apps.map(({ appSecret }) => ({ value: appSecret, variable: 'APP_SECRET' })),
		...helpdesks.flatMap(({ helpdeskId, helpdeskToken }) => [
			{ value: helpdeskToken, variable: 'HELPDESK_TOKEN' },
			{
				value: Buffer.from(`${helpdeskId}:${helpdeskToken}`).toString('base64'),
				variable: 'HELPDESK_AUTHORIZATION',
			},
		]),
	];
	return secrets
		.filter(({ value }) => value !== '')
		.sort((one, other) => other.value.length - one.value.length);
}

const ownToken = /t-[0-9a-f]{40}/g;
// Secrets of a real tenant may end up here by mistake. They are recognized by their form or their name. No pattern
// requires anything after a run of unlimited length, so that no text is scanned more than once.
const foreignSecret =
	/(?<![A-Za-z0-9])(?:[tu]-[A-Za-z0-9_]{20,}|ht-[0-9a-f]{8}-[0-9a-f-]{20,}|eyJ[\w-]{10,}(?:\.[\w-]+)*)/g;
const namedSecret = /((?:app_secret|helpdesk_token)["'\s]*[=:]["'\s]*)[^"'&\s,}]+/gi;
const telling = /secret|password|authorization|cookie|api-key|^(?!page_|next_page_).*token$/i;

/** `t-abc1••••`: enough to tell two access tokens apart. No part of any other secret is shown. */
function masked(secret: string): string {
	return /^[tu]-.{12}/.test(secret) ? `${secret.slice(0, 6)}${DOTS}` : DOTS;
}

/** The text without the secrets of this world and the tokens of this emulator. */
export function maskKnown(text: string, secrets: Secret[]): string {
	let result = text.replace(ownToken, masked);
	for (const { value } of secrets) result = result.replaceAll(value, DOTS);
	return result;
}

/** The text without these, and without anything else that looks like a secret. */
export function maskText(text: string, secrets: Secret[]): string {
	return maskKnown(text, secrets).replace(foreignSecret, masked).replace(namedSecret, `$1${DOTS}`);
}

/** The same value with `mask` applied to every text in it, keys included. */
export function mapTexts(
	value: unknown,
	mask: (text: string, name: string) => string,
	name = '',
): unknown {
	if (typeof value === 'string') return mask(value, name);
	if (Array.isArray(value)) return value.map((entry) => mapTexts(entry, mask, name));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [mask(key, ''), mapTexts(entry, mask, key)]),
	);
}

/** A body or query: a value under a telling name is masked whatever it is. */
export function maskValue(value: unknown, secrets: Secret[]): unknown {
	return mapTexts(value, (text, name) =>
		telling.test(name) ? masked(text) : maskText(text, secrets),
	);
}

/** Headers with credentials keep their scheme: `Bearer t-abc1••••`. */
export function maskHeaders(
	headers: Record<string, string>,
	secrets: Secret[],
): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => {
			if (!telling.test(name)) return [name, maskText(value, secrets)];
			const [, scheme = '', secret = ''] = /^((?:Bearer|Basic)\s+)?(.*)$/is.exec(value) ?? [];
			return [name, `${scheme}${masked(secret)}`];
		}),
	);
}
