import { callingApp, missingScope } from '../gateway/callers';
import { fieldViolations, jsonBody, userIdTypeOf, wronglyTyped } from '../gateway/parameters';
import { isRefusal, type Outcome } from '../gateway/refusal';
import type { ReceivedRequest } from '../inbox';
import type { EmulatorState } from '../state';
import { idOf, type Person } from '../world';

const MAX_ENTRIES = 50;
const statusScopes = [
	'contact:user.employee:readonly',
	'contact:contact:access_as_app',
	'contact:contact:readonly',
	'contact:contact:readonly_as_app',
];

/**
 * POST /open-apis/contact/v3/users/batch_get_id. An unknown address is not an error: its entry has no user_id.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/batch_get_id
 */
export function batchGetId(request: ReceivedRequest, state: EmulatorState): Outcome {
	const { world } = state;
	const app = callingApp(request, state);
	if (isRefusal(app)) return app;
	const noScope = missingScope(app, ['contact:user.id:readonly']);
	if (noScope) return noScope;
	const body = jsonBody(request);
	if (isRefusal(body)) return body;
	const wrong = wronglyTyped(body, {
		emails: 'string[]',
		mobiles: 'string[]',
		include_resigned: 'boolean',
	});
	if (wrong) return wrong;
	const idType = userIdTypeOf(request);
	if (typeof idType !== 'string') return idType;

	const emails = (body.emails ?? []) as string[];
	const mobiles = (body.mobiles ?? []) as string[];
	const tooLong = Object.entries({ emails, mobiles }).filter(
		([, list]) => list.length > MAX_ENTRIES,
	);
	if (tooLong.length > 0) {
		return fieldViolations(
			tooLong.map(([field]) => ({ field, description: `the max len is ${MAX_ENTRIES}` })),
		);
	}

	const mayTellUserId =
		idType !== 'user_id' || app.scopes.includes('contact:user.employee_id:readonly');
	const mayTellStatus = statusScopes.some((scope) => app.scopes.includes(scope));
	const entry = (
		address: { email: string } | { mobile: string },
		matches: (person: Person) => boolean,
	) => {
		const person = world.people.find(
			(candidate) =>
				candidate.tenant === app.tenant &&
				matches(candidate) &&
				(!candidate.resigned || body.include_resigned === true),
		);
		if (!person) return address;
		return {
			...(mayTellUserId && { user_id: idOf(person, idType, app, world) }),
			...address,
			...(mayTellStatus && { status: statusOf(person) }),
		};
	};
	const userList = [
		...emails.map((email) =>
			entry({ email }, (person) => person.email?.toLowerCase() === email.toLowerCase()),
		),
		...mobiles.map((mobile) =>
			entry({ mobile }, (person) => person.mobile === withCountryCode(mobile)),
		),
	];
	return { body: { code: 0, msg: 'success', data: { user_list: userList } } };
}

/** Numbers outside mainland China need "+" and a country code; for others both are optional. */
function withCountryCode(mobile: string): string {
	return mobile.startsWith('+') ? mobile : `+86${mobile}`;
}

function statusOf({ resigned }: Person) {
	return {
		is_frozen: false,
		is_resigned: resigned === true,
		is_activated: true,
		is_exited: false,
		is_unjoin: false,
	};
}
