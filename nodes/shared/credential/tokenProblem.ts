import { CODE_MEANINGS } from '../feishu/errorCodes';
import type { TokenRefusal } from '../feishu/token';
import type { Problem } from '../result';

/** What the user can do about a token that Feishu did not give. */
export function tokenProblem({ httpStatus, code, msg, isTemporary }: TokenRefusal): Problem {
	if (code === undefined) {
		const isRedirect = Math.floor(httpStatus / 100) === 3;
		return {
			field: 'region',
			message: "The token request got an answer that is not Feishu's",
			hint: [
				`HTTP status ${httpStatus}${isRedirect ? ', a redirect, which is not followed' : ''}.`,
				"Check 'Region' and 'Base URL' of the credential.",
				...(isRedirect ? [] : [MAY_BE_PROXY]),
			].join(' '),
		};
	}
	const said = `Feishu answered code ${code}${msg === undefined ? '' : ` (${msg})`}.`;
	if (isTemporary)
		return {
			field: 'appSecret',
			message: 'Feishu could not issue an app token just now',
			hint: `${said} Try again later.`,
		};
	const refusal = REFUSALS.get(code);
	if (refusal !== undefined)
		return {
			field: 'appSecret',
			message: "Feishu refused 'App ID' or 'App Secret'",
			hint: `${said} ${refusal}`,
		};
	const meaning = CODE_MEANINGS.get(code);
	return meaning?.kind === 'account'
		? { field: 'appSecret', message: meaning.title, hint: `${said} ${meaning.advice}` }
		: {
				field: 'appSecret',
				message: 'Feishu issued no app token',
				hint: `${said} This code is not among the documented errors of the token request. If it keeps happening, contact Feishu support.`,
			};
}

const MAY_BE_PROXY =
	"If they are right, a proxy or gateway answered in Feishu's place: check the proxy settings of n8n, and that the proxy lets this server reach Feishu.";

const DEFAULT_ADVICE =
	'Copy both again from the developer console, Credentials & Basic Info, and check that Region fits the app: a Feishu app does not work on Lark.';

/** Codes that speak of the app and its secret: https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN (generic error codes). */
const REFUSALS: ReadonlyMap<number, string> = new Map([
	[10003, DEFAULT_ADVICE],
	[
		10005,
		'The App ID has no permission for this call: only a custom (self-built) app can be used.',
	],
	[10014, `The app does not exist here, is disabled, or the secret is wrong. ${DEFAULT_ADVICE}`],
	[99991543, DEFAULT_ADVICE],
]);
