import { isObject } from '../gateway/parameters';
import type { ReceivedRequest } from '../inbox';
import { maskText, type Secret } from './masking';

/** One word for a POSIX shell, whatever it contains. */
function quoted(text: string): string {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * The request as a command to copy. Shell variables stand for the credentials: the command can be shared, and works for
 * anyone who sets them.
 */
export function curlOf(request: ReceivedRequest, baseUrl: string, secrets: Secret[]): string {
	const { method, path, query, headers, rawBody } = request;
	const masked = Object.entries(query).flatMap(([key, values]) =>
		[values].flat().map((value): [string, string] => [key, maskText(value, secrets)]),
	);
	const search = masked.length > 0 ? `?${new URLSearchParams(masked).toString()}` : '';
	const form = formOf(request);
	const hasBody = form.length > 0 || rawBody !== null;
	const usual = hasBody ? 'POST' : 'GET';
	const words = [
		`curl ${method === usual ? '' : `-X ${method} `}${quoted(`${baseUrl}${maskText(path, secrets)}${search}`)}`,
		...credential('Authorization', headers.authorization, 'TENANT_ACCESS_TOKEN'),
		...credential(
			'X-Lark-Helpdesk-Authorization',
			headers['x-lark-helpdesk-authorization'],
			'HELPDESK_AUTHORIZATION',
		),
	];
	if (form.length > 0) words.push(...form.map((field) => `-F ${quoted(maskText(field, secrets))}`));
	else if (rawBody !== null) {
		words.push(`-H ${quoted(`Content-Type: ${maskText(headers['content-type'] ?? '', secrets)}`)}`);
		words.push(`--data-raw ${bodyOf(request, secrets)}`);
	}
	return words.join(' \\\n  ');
}

function credential(name: string, value: string | undefined, variable: string): string[] {
	if (value === undefined) return [];
	const scheme = /^Bearer\s/i.test(value) ? 'Bearer ' : '';
	return [`-H "${name}: ${scheme}$${variable}"`];
}

/** The fields of an upload. The reader has to supply the picture. */
function formOf({ body }: ReceivedRequest): string[] {
	if (!isObject(body) || !Array.isArray(body.multipart)) return [];
	return body.multipart.map(({ name, filename, value }: Record<string, unknown>) =>
		filename === undefined
			? `${String(name)}=${String(value)}`
			: `${String(name)}=@${String(filename || name)}`,
	);
}

/**
 * The body as one word. A secret in it becomes a variable between two quoted pieces,
 * 'before'"$APP_SECRET"'after'; it is cut out first, because quoting changes how it is written.
 */
function bodyOf({ rawBody, body }: ReceivedRequest, secrets: Secret[]): string {
	const appSecret = isObject(body) ? body.app_secret : undefined;
	const ownSecret =
		typeof appSecret === 'string' && appSecret !== ''
			? [{ value: appSecret, variable: 'APP_SECRET' }]
			: [];
	let pieces: Array<string | Secret> = [rawBody ?? ''];
	for (const secret of [...ownSecret, ...secrets]) {
		const spelled = JSON.stringify(secret.value).slice(1, -1);
		pieces = pieces.flatMap((piece) =>
			typeof piece === 'string'
				? piece.split(spelled).flatMap((rest, index) => (index === 0 ? [rest] : [secret, rest]))
				: [piece],
		);
	}
	return pieces
		.filter((piece) => piece !== '')
		.map((piece) =>
			typeof piece === 'string' ? quoted(maskText(piece, secrets)) : `"$${piece.variable}"`,
		)
		.join('');
}
