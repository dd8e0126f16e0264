/** Ways in which servers, proxies and their logs write a text; each on its own, none taken from the node. */
export const dresses: Readonly<Record<string, (text: string) => string>> = {
	'as it is': (text) => text,
	'upper case': (text) => text.toUpperCase(),
	'lower case': (text) => text.toLowerCase(),
	percent: (text) => encodeURIComponent(text),
	'percent in lower case': (text) =>
		encodeURIComponent(text).replace(/%../g, (escape) => escape.toLowerCase()),
	'percent, every character': (text) => text.replace(/[^]/g, (sign) => `%${hexOf(sign)}`),
	form: (text) => new URLSearchParams({ a: text }).toString().slice(2),
	JSON: (text) => JSON.stringify(text).slice(1, -1),
	'JSON with escaped slashes, as of PHP': (text) =>
		JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/'),
	'JSON with escaped HTML, as of Gson and Go': (text) =>
		JSON.stringify(text)
			.slice(1, -1)
			.replace(/[=<>&']/g, (sign) => `\\u00${hexOf(sign)}`),
	'JSON, every character': (text) =>
		text.replace(/[^]/g, (sign) => `\\u00${hexOf(sign).toUpperCase()}`),
	'JavaScript, every character': (text) => text.replace(/[^]/g, (sign) => `\\x${hexOf(sign)}`),
	'HTML by name': (text) =>
		text
			.replaceAll('&', '&amp;')
			.replaceAll('<', '&lt;')
			.replaceAll('>', '&gt;')
			.replaceAll('"', '&quot;')
			.replaceAll("'", '&#39;')
			.replaceAll('=', '&equals;')
			.replaceAll('/', '&sol;'),
	'HTML, every character, decimal': (text) =>
		text.replace(/[^]/g, (sign) => `&#${sign.charCodeAt(0)};`),
	'HTML, every character, hex': (text) => text.replace(/[^]/g, (sign) => `&#x${hexOf(sign)};`),
	'HTML, every character, hex and zeros': (text) =>
		text.replace(/[^]/g, (sign) => `&#X00${hexOf(sign).toUpperCase()};`),
	base64: (text) => Buffer.from(text).toString('base64'),
	'base64 without padding': (text) => Buffer.from(text).toString('base64').replace(/=+$/, ''),
	base64url: (text) => Buffer.from(text).toString('base64url'),
	'base64 in lines': (text) => Buffer.from(text).toString('base64').replace(/.{19}/g, '$&\r\n'),
	'base64 of a body': (text) =>
		Buffer.from(JSON.stringify({ app_id: 'cli_1', app_secret: text })).toString('base64'),
	'base64 of a body, a byte later': (text) =>
		Buffer.from(JSON.stringify({ app_id: 'cli_12', app_secret: text })).toString('base64'),
	'base64 of a body, two bytes later': (text) =>
		Buffer.from(JSON.stringify({ app_id: 'cli_123', app_secret: text })).toString('base64'),
	'base64 of a header': (text) => Buffer.from(`Bearer ${text}`).toString('base64url'),
	hex: (text) => Buffer.from(text).toString('hex'),
	'hex in upper case': (text) => Buffer.from(text).toString('hex').toUpperCase(),
	'hex with spaces': (text) => Buffer.from(text).toString('hex').replace(/..\B/g, '$& '),
};

function hexOf(sign: string): string {
	return sign.charCodeAt(0).toString(16).padStart(2, '0');
}
