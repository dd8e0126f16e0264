import {
	addressKey,
	findUsersRequest,
	readFoundUsers,
} from '../../../../nodes/shared/feishu/findUsers';

test.each([
	['email', 'emails'],
	['mobile', 'mobiles'],
] as const)('asks for open IDs by %s', (type, list) => {
	expect(findUsersRequest(type, ['a', 'b'])).toEqual({
		method: 'POST',
		path: '/open-apis/contact/v3/users/batch_get_id',
		query: { user_id_type: 'open_id' },
		body: { [list]: ['a', 'b'], include_resigned: false },
	});
});

test('finds people by address, however Feishu spells it, and leaves out what is nobody', () => {
	const users = [
		{ email: 'A@Example.com', user_id: 'ou_1' },
		{ mobile: '+8613800000000', user_id: 'ou_2' },
		{ email: 'b@example.com' },
		{ email: 7, user_id: 'ou_3' },
		{ user_id: 'ou_4' },
		null,
		'text',
	];
	expect([...(readFoundUsers({ user_list: users }) ?? [])]).toEqual([
		['a@example.com', 'ou_1'],
		['13800000000', 'ou_2'],
	]);
	expect(readFoundUsers({ user_list: [] })).toEqual(new Map());
});

test.each([undefined, null, {}, 'text'])('a list that is %j is no answer', (users) => {
	expect(readFoundUsers({ user_list: users })).toBeUndefined();
});

test('only the country code of China in front may be left out', () => {
	const keys = {
		'+8613800000000': '13800000000',
		'+14155550100': '+14155550100',
		'1+86': '1+86',
		// Two people.
		'+86abc@example.com': '+86abc@example.com',
		'abc@example.com': 'abc@example.com',
	};
	expect(Object.keys(keys).map(addressKey)).toEqual(Object.values(keys));
});
