import { documents } from '../documents';
import { type App, idOf, openIdsOf, type Person, type UserIdType, type World } from '../world';
import type { Refusal } from './refusal';

/** The person behind a receiver_id, by the kind of ID the query names. */
export function receiverOf(id: string, type: UserIdType, app: App, world: World): Person | Refusal {
	const person = world.people.find((candidate) => idOf(candidate, type, app, world) === id);
	if (person?.tenant === app.tenant) return person;
	if (type === 'open_id') return refusedOpenId(id, world);
	const { unknown, crossTenant } = codes[type];
	if (person) {
		return {
			...refusal,
			code: crossTenant.code,
			msg: crossTenant.msg,
			reason: `The ${type} ${id} belongs to another tenant than the app ${app.appId}.`,
			source: documents.errorCodes,
			known: 'document',
		};
	}
	return {
		...unknownId(id, type),
		code: unknown,
		reason: `Nobody has the ${type} ${id}.`,
		source: type === 'user_id' ? documents.publicReports : documents.errorCodes,
		known: type === 'user_id' ? 'observed' : 'document',
	};
}

// The table of codes has several rows for the same cause. 99992360 is the one seen for a user_id; for
// a union_id it lists both 99992363 and 99992364.
const codes = {
	user_id: { unknown: 99992360, crossTenant: { code: 99992364, msg: 'user id cross tenant' } },
	union_id: { unknown: 99992363, crossTenant: { code: 99992381, msg: 'union_id cross tenant' } },
};

const refusal = { status: 400, error: {} };

function unknownId(id: string, type: UserIdType) {
	const msg = `The request you send is not a valid {${type}} or not exists. Invalid ids: [${id}] .`;
	return {
		...refusal,
		msg,
		error: { field_violations: [{ field: 'receiver_id', value: id, description: msg }] },
	};
}

function refusedOpenId(id: string, world: World): Refusal {
	const belongsToAnotherApp = world.people.some((person) =>
		Object.values(openIdsOf(person, world)).includes(id),
	);
	if (belongsToAnotherApp) {
		return {
			...refusal,
			code: 99992361,
			msg: 'open_id cross app',
			error: {
				message:
					'Refer to the documentation to fix the error: https://open.feishu.cn/document/uAjLw4CM/ugTN1YjL4UTN24CO1UjN/trouble-shooting/how-to-obtain-openid',
			},
			reason: `The open_id ${id} belongs to another app. An open_id is only valid for one app.`,
			known: 'observed',
			source: documents.publicReports,
		};
	}
	return {
		...unknownId(id, 'open_id'),
		code: 99992351,
		reason: `Nobody has the open_id ${id}.`,
		known: 'observed',
		source: documents.publicReports,
	};
}
