import { documents } from '../documents';
import { isObject } from '../gateway/parameters';
import type { Known, Outcome, Refusal } from '../gateway/refusal';
import type { ReceivedRequest } from '../inbox';
import type { EmulatorState } from '../state';

/**
 * POST /open-apis/auth/v3/tenant_access_token/internal. Failures come with HTTP 200, and the fields
 * of a success are at the top level, without `data`.
 */
export function tenantAccessToken(request: ReceivedRequest, state: EmulatorState): Outcome {
	const body = isObject(request.body) ? request.body : {};
	const { app_id: appId, app_secret: appSecret } = body;
	if (typeof appId !== 'string' || typeof appSecret !== 'string' || !appId || !appSecret) {
		return invalidParam('The body must be JSON with the strings app_id and app_secret.', 'assumed');
	}
	const app = state.world.apps.find((candidate) => candidate.appId === appId);
	if (!app) {
		if (!/^cli_[0-9a-z]{16,}$/i.test(appId)) {
			return invalidParam(
				`"${appId}" does not look like an App ID (cli_ and at least 16 letters or digits).`,
				'observed',
			);
		}
		return unauthorized('app id not exists', `There is no app "${appId}".`, 'observed');
	}
	if (app.appSecret !== appSecret) {
		return unauthorized('app secret invalid', `The App Secret for ${appId} is wrong.`, 'observed');
	}
	if (app.disabled)
		return unauthorized('app unauthorized', `The app ${appId} is disabled.`, 'document');
	const { token, expire } = state.tokens.obtain(appId, state.settings.tokenLifetimeSeconds);
	return { body: { code: 0, msg: 'ok', tenant_access_token: token, expire } };
}

function invalidParam(reason: string, known: Known): Refusal {
	return {
		status: 200,
		code: 10003,
		msg: 'invalid param',
		data: {},
		error: null,
		reason,
		known,
		source: documents.gatewayProbe,
	};
}

function unauthorized(msg: string, reason: string, known: Known): Refusal {
	return {
		status: 200,
		code: 10014,
		msg,
		error: null,
		reason,
		known,
		source: known === 'document' ? documents.errorCodes : documents.publicReports,
	};
}
