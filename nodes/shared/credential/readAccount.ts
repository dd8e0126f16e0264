import { REGION_URLS, type Account } from '../feishu/account';
import { all, andThen, problem, success, type Result } from '../result';

/** The credential's fields, as n8n hands them over. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads the credential's fields.
 * @returns the account, or a problem that names the field; never a secret in its text
 */
export function readAccount(fields: Fields): Result<Account> {
	const read = all({
		baseUrl: readBaseUrl(fields),
		appToken: readAppToken(fields),
		helpdeskId: readHelpdeskId(fields),
		helpdeskToken: readHeaderPart(fields, 'helpdeskToken', 'Helpdesk Token'),
	});
	return andThen(read, ({ helpdeskId, ...account }) =>
		success({
			...account,
			helpdeskAuthorization: Buffer.from(`${helpdeskId}:${account.helpdeskToken}`).toString(
				'base64',
			),
		}),
	);
}

function readHelpdeskId(fields: Fields): Result<string> {
	const id = readHeaderPart(fields, 'helpdeskId', 'Helpdesk ID');
	if (!id.ok || !id.value.includes(':')) return id;
	return problem(
		'helpdeskId',
		"'Helpdesk ID' contains a colon",
		'Enter the ID alone, e.g. 6939771743531696147, and the token in its own field.',
	);
}

function readAppToken(fields: Fields): Result<Account['appToken']> {
	if (fields.appTokenSource === 'tenantAccessToken') {
		const pasted = readHeaderPart(fields, 'tenantAccessToken', 'Tenant Access Token');
		// People copy the whole header from Feishu's API explorer.
		return pasted.ok
			? success({
					source: 'tenantAccessToken',
					tenantAccessToken: pasted.value.replace(/^Bearer\s+/i, ''),
				})
			: pasted;
	}
	const read = all({
		appId: readHeaderPart(fields, 'appId', 'App ID'),
		appSecret: readHeaderPart(fields, 'appSecret', 'App Secret'),
	});
	return andThen(read, (app) => success({ source: 'appSecret', ...app }));
}

/** Expressions may fill a credential's fields with anything; an object reads as empty. */
function readField(fields: Fields, field: string): string {
	const value = fields[field];
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** A value that ends up in a header or a token: one line of visible ASCII. */
function readHeaderPart(fields: Fields, field: string, label: string): Result<string> {
	const value = readField(fields, field);
	if (value === '') {
		return problem(
			field,
			`'${label}' is empty`,
			'Open the Feishu Helpdesk API credential and fill it in.',
		);
	}
	if (/[^\x20-\x7e]/.test(value)) {
		return problem(
			field,
			`'${label}' contains a character that cannot be part of it`,
			'Copy the value once more, without line breaks, full-width characters or notes around it.',
		);
	}
	return success(value);
}

function readBaseUrl(fields: Fields): Result<string> {
	// Expressions give what the panel shows, too: the names of the choices differ from their values in case only.
	const region = String(fields.region ?? 'feishu')
		.trim()
		.toLowerCase();
	if (region === 'feishu' || region === 'lark') return success(REGION_URLS[region]);
	// Never by 'Base URL': hidden in the panel, it may still hold the address of another server.
	if (region !== 'custom')
		return problem(
			'region',
			"'Region' is none of the choices",
			'Choose Feishu, Lark or Custom. If an expression fills it, let it give one of these words.',
		);
	const typed = readField(fields, 'baseUrl');
	if (typed === '') {
		return problem(
			'baseUrl',
			"'Base URL' is empty",
			'Enter the address of the server, e.g. https://open.feishu.cn, or choose another Region.',
		);
	}
	let url: URL;
	try {
		url = new URL(typed);
	} catch {
		return problem(
			'baseUrl',
			"'Base URL' is not an address",
			'Enter it with its scheme, e.g. https://open.feishu.cn',
		);
	}
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
		return problem(
			'baseUrl',
			"'Base URL' must start with https://",
			'Over plain http anyone on the way could read the tokens. Only addresses of this machine (localhost) may use it.',
		);
	}
	if (url.username !== '' || url.password !== '') {
		return problem(
			'baseUrl',
			"'Base URL' contains a user name or password",
			'Remove the part before the @ sign.',
		);
	}
	// A pasted API address is cut back to what comes before /open-apis; a reverse proxy's path stays.
	const path = url.pathname.replace(/\/open-apis(?:\/[^]*|$)/, '').replace(/(^|[^/])\/+$/, '$1');
	return success(url.origin + path);
}

function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
