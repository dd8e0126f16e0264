import { documents } from '../documents';
import type { ReceivedRequest } from '../inbox';
import type { EmulatorState } from '../state';
import type { App, Helpdesk } from '../world';
import type { QuotaSettings } from './quota';
import type { Refusal } from './refusal';

/**
 * Who is calling, by the Authorization header. The gateway checks it first: a call with a wrong token is
 * refused, whatever its body contains (the published probe log, P15 to P17).
 */
export function callingApp(
	request: ReceivedRequest,
	{ tokens, world }: EmulatorState,
): App | Refusal {
	const header = request.headers.authorization ?? '';
	const token = /^Bearer\s+(\S.*)$/.exec(header)?.[1];
	if (!token) {
		return refusal(
			99991661,
			'Missing access token for authorization. Please make a request with token attached.',
			{
				reason: header
					? 'The Authorization header does not have the form "Bearer <token>".'
					: 'The Authorization header is missing.',
				known: /^bearer/i.test(header) ? 'assumed' : 'observed',
				source: documents.gatewayProbe,
			},
		);
	}
	const invalid =
		'Invalid access token for authorization. Please make a request with token attached';
	if (/^(u-|eyJ)/.test(token)) {
		return refusal(99991668, `${invalid}.`, {
			reason:
				'The token in Authorization is a user access token. This call needs a tenant access token (t-…).',
			known: 'observed',
			source: documents.gatewayProbe,
		});
	}
	if (!token.startsWith('t-')) {
		return refusal(99991671, 'Invalid token: must start with t-/u-', {
			reason: 'The token in Authorization starts with neither "t-" nor "u-".',
			known: 'document',
			source: documents.errorCodes,
		});
	}
	const issued = tokens.find(token);
	const app = world.apps.find(({ appId }) => appId === issued?.appId);
	if (!issued || issued.expired || !app) {
		return expiredToken(
			issued?.expired
				? 'The tenant access token in Authorization has expired.'
				: 'The tenant access token in Authorization was not issued by this emulator.',
		);
	}
	if (app.disabled) {
		return refusal(99991662, 'app not in use', {
			reason: `The app ${app.appId} is disabled.`,
			known: 'document',
			source: documents.errorCodes,
		});
	}
	return app;
}

/** 99991663 in the gateway's words. */
export function expiredToken(reason: string): Refusal {
	return refusal(
		99991663,
		'Invalid access token for authorization. Please make a request with token attached',
		{
			reason,
			known: 'observed',
			source: documents.gatewayProbe,
		},
	);
}

/**
 * So many calls per API, app and tenant. Whether refused calls count is not documented; here every call with a valid token does.
 * @param limits one or several, such as 1,000 a minute and 50 a second; 429 names the first that is exceeded
 */
export function overQuota(
	api: string,
	app: App,
	{ quota }: EmulatorState,
	limits: QuotaSettings[],
): Refusal | null {
	for (const { limit, windowMs } of limits) {
		const over = quota.take(`${api} ${windowMs} ${app.appId} ${app.tenant}`, { limit, windowMs });
		if (over) return tooMany(app, limit, windowMs, over.restoredInSeconds);
	}
	return null;
}

function tooMany(app: App, limit: number, windowMs: number, restoredInSeconds: number): Refusal {
	return {
		status: 429,
		code: 99991400,
		msg: 'request trigger frequency limit',
		error: null,
		headers: {
			'x-ogw-ratelimit-limit': String(limit),
			'x-ogw-ratelimit-reset': String(restoredInSeconds),
		},
		reason: `The app ${app.appId} has made more than ${limit} calls in ${windowMs / 1000} s.`,
		known: 'document',
		source: documents.rateLimits,
	};
}

/** Whether the app has one of these scopes. The body is the one seen in public reports of 99991672. */
export function missingScope(
	app: App,
	scopes: string[],
	type: 'action_scope_required' | 'field_scope_required' = 'action_scope_required',
): Refusal | null {
	if (scopes.some((scope) => app.scopes.includes(scope))) return null;
	const list = `[${scopes.join(', ')}]`;
	return refusal(
		99991672,
		`Access denied. One of the following scopes is required: ${list}.应用尚未开通所需的应用身份权限：${list}`,
		{
			reason: `The app ${app.appId} has none of the scopes ${list}.`,
			known: 'observed',
			source: documents.publicReports,
		},
		{
			message: `Refer to the documentation to fix the error: ${documents.errorCodes}`,
			permission_violations: scopes.map((subject) => ({ type, subject })),
			helps: [
				{
					url: `https://open.feishu.cn/app/${app.appId}/auth?q=${scopes.join(',')}&op_from=openapi&token_type=tenant`,
					description: `Learn more about scopes and how to add them: ${list}`,
				},
			],
		},
	);
}

/**
 * The helpdesk named by X-Lark-Helpdesk-Authorization, which must belong to the app's tenant.
 * The header contains only base64(helpdesk_id:helpdesk_token). The official Node.js SDK puts `Bearer `
 * before it and people use it, so that form is accepted with a note.
 */
export function callingHelpdesk(
	request: ReceivedRequest,
	app: App,
	{ world }: EmulatorState,
	note: (text: string) => void,
): Helpdesk | Refusal {
	const header = request.headers['x-lark-helpdesk-authorization'];
	if (!header) return wrongHelpdesk('The X-Lark-Helpdesk-Authorization header is missing.');
	const encoded = header.replace(/^Bearer /, '');
	if (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded) || encoded.length % 4 !== 0) {
		return wrongHelpdesk(
			'X-Lark-Helpdesk-Authorization is not base64, padded with = to a multiple of four characters.',
		);
	}
	const [helpdeskId = '', ...rest] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
	const helpdesk = world.helpdesks.find((candidate) => candidate.helpdeskId === helpdeskId);
	if (rest.length === 0) {
		return wrongHelpdesk(
			'X-Lark-Helpdesk-Authorization, decoded, has no colon between ID and token.',
		);
	}
	if (!helpdesk) return wrongHelpdesk('No helpdesk has the ID in X-Lark-Helpdesk-Authorization.');
	if (helpdesk.helpdeskToken !== rest.join(':')) {
		return wrongHelpdesk(`The helpdesk token for ${helpdeskId} is wrong.`);
	}
	if (helpdesk.tenant !== app.tenant) {
		return wrongHelpdesk(
			`The helpdesk ${helpdeskId} and the app ${app.appId} belong to different tenants.`,
		);
	}
	if (encoded !== header) {
		note(
			'The official SDK\'s "Bearer <base64>" form of X-Lark-Helpdesk-Authorization was accepted. The document knows only the raw base64; that Feishu tolerates the prefix is assumed.',
		);
	}
	return helpdesk;
}

function wrongHelpdesk(reason: string): Refusal {
	return {
		...refusal(154001, 'Unauthorized, please check you have the correct access', {
			reason,
			known: 'document',
			source: documents.sendBotMessage,
		}),
		status: 401,
	};
}

function refusal(
	code: number,
	msg: string,
	evidence: Pick<Refusal, 'reason' | 'known' | 'source'>,
	error: Record<string, unknown> = {},
): Refusal {
	return { status: 400, code, msg, error, ...evidence };
}
