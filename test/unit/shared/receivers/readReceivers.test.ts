import { idTypes } from '../../../../nodes/shared/receivers/idTypes';
import { readReceivers } from '../../../../nodes/shared/receivers/readReceivers';

const read = (receiverIdType: string, receiverId: unknown) =>
	readReceivers({ receiveType: 'user', receiverIdType, receiverId });

const EMAIL_HINT =
	"Enter an address such as li.hua@example.com, or choose another 'Receiver ID Type'.";
const MOBILE_HINT =
	'Enter digits; numbers outside mainland China begin with + and the country code.';
const PERSON = 'The endpoint sends to people: enter the ID of a person.';
const FILL_IN = 'Fill it in. If an expression fills it, check that this item has the value.';

test.each([
	['email', 'li.hua@example.com', 'li.hua@example.com'],
	['mobile', '12345', '12345'],
	['mobile', '+852 (5555) 01-28.9', '+852555501289'],
	['mobile', '123456789012345', '123456789012345'],
	['open_id', 'ou_1', 'ou_1'],
	['open_id', 'custom', 'custom'],
	['union_id', 'on_1', 'on_1'],
	['user_id', 'li@hua', 'li@hua'],
])('%s: %s', (type, id, cleaned) => {
	expect(read(type, id)).toEqual({
		ok: true,
		value: {
			receiveType: 'user',
			idType: idTypes.find(({ value }) => value === type),
			ids: [cleaned],
		},
	});
});

test.each<[string, unknown, string, string]>([
	['email', 'li.hua', 'is not an e-mail address', `It is "li.hua". ${EMAIL_HINT}`],
	[
		'email',
		'Li Hua li.hua@example.com',
		'is not an e-mail address',
		`It is "Li Hua li.hua@example.com". ${EMAIL_HINT}`,
	],
	[
		'email',
		'li.hua@example.com (work)',
		'is not an e-mail address',
		`It is "li.hua@example.com (work)". ${EMAIL_HINT}`,
	],
	['email', 'x'.repeat(90), 'is not an e-mail address', `It is "${'x'.repeat(80)}". ${EMAIL_HINT}`],
	[
		'email',
		'ou_1',
		"is of the type Open ID, but 'Receiver ID Type' is Email",
		"Choose Open ID as 'Receiver ID Type', or enter what fits.",
	],
	['mobile', '1234', 'is not a mobile number', `It is "1234". ${MOBILE_HINT}`],
	[
		'mobile',
		'1234567890123456',
		'is not a mobile number',
		`It is "1234567890123456". ${MOBILE_HINT}`,
	],
	[
		'mobile',
		'no. 13800138000',
		'is not a mobile number',
		`It is "no. 13800138000". ${MOBILE_HINT}`,
	],
	[
		'mobile',
		'13800138000 home',
		'is not a mobile number',
		`It is "13800138000 home". ${MOBILE_HINT}`,
	],
	[
		'open_id',
		'li.hua@example.com',
		"is an e-mail address, but 'Receiver ID Type' is Open ID",
		"Choose Email as 'Receiver ID Type'.",
	],
	[
		'union_id',
		'li.hua@example.com',
		"is an e-mail address, but 'Receiver ID Type' is Union ID",
		"Choose Email as 'Receiver ID Type'.",
	],
	[
		'union_id',
		'ou_1',
		"is of the type Open ID, but 'Receiver ID Type' is Union ID",
		"Choose Open ID as 'Receiver ID Type', or enter what fits.",
	],
	[
		'user_id',
		'on_1',
		"is of the type Union ID, but 'Receiver ID Type' is User ID",
		"Choose Union ID as 'Receiver ID Type', or enter what fits.",
	],
	['user_id', 'oc_1', 'is the ID of a group', PERSON],
	['open_id', 'cli_1', 'is the ID of an app', PERSON],
	['user_id', ',;\n', 'is empty', FILL_IN],
	['user_id', ['a', ''], 'is empty', FILL_IN],
])('%s: %j is refused', (type, id, fault, hint) => {
	expect(read(type, id)).toEqual({
		ok: false,
		problem: { field: 'receiverId', message: `'Receiver ID' ${fault}`, hint },
	});
});

test('type and place are among those that exist', () => {
	expect(read('openid', 'ou_1')).toEqual({
		ok: false,
		problem: {
			field: 'receiverIdType',
			message: "'Receiver ID Type' has a value that does not exist",
			hint: 'Choose one of email, mobile, open_id, union_id, user_id.',
		},
	});
	expect(
		readReceivers({ receiveType: 'group', receiverIdType: 'open_id', receiverId: 'ou_1' }),
	).toEqual({
		ok: false,
		problem: {
			field: 'receiveType',
			message: "'Send To' has a value that does not exist",
			hint: 'Choose one of chat, user.',
		},
	});
});

test('what Feishu takes in place of each type', () => {
	expect(Object.fromEntries(idTypes.map(({ value, wireType }) => [value, wireType]))).toEqual({
		email: 'open_id',
		mobile: 'open_id',
		open_id: 'open_id',
		union_id: 'union_id',
		user_id: 'user_id',
	});
});
