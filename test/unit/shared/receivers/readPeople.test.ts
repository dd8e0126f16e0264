import fc from 'fast-check';

import { readPeople } from '../../../../nodes/shared/receivers/readPeople';
import { readReceivers } from '../../../../nodes/shared/receivers/readReceivers';
import { refusedAddresses, refusedReceivers } from '../../../fixtures/receivers';
import { by } from '../../../support/receiver';
import { anyCharacters } from '../../../support/text';

/** The people as `mode id`, or what is wrong. */
function read(receiver: unknown, most = 100) {
	const people = readPeople({ receiver }, 'receiver', 'Receiver', most);
	return people.ok
		? people.value.map(({ idType, id }) => `${idType.mode} ${id}`)
		: `${people.problem.field}: ${people.problem.message}`;
}

/** As refused, about the receiver. */
const refused = (what: string) => `receiver: 'Receiver' ${what}`;

const FROM_LIST = {
	...by('list', 'ou_1'),
	cachedResultName: '林晓雨 (lin.xiaoyu@example.com)',
};

describe('one person', () => {
	test.each<[string, unknown, string]>([
		['picked from the list', FROM_LIST, 'id ou_1'],
		['an e-mail address', by('email', 'li.hua@example.com'), 'email li.hua@example.com'],
		['a mobile number', by('mobile', '1234567'), 'mobile 1234567'],
		['a mobile number with signs', by('mobile', '+852 (5555) 01-28.9'), 'mobile +852555501289'],
		['a mobile number as a number', by('mobile', 13800138000), 'mobile 13800138000'],
		['an Open ID', by('id', ' ou_1\n'), 'id ou_1'],
		['a Union ID', by('union_id', 'on_1'), 'union_id on_1'],
		['a User ID', by('user_id', '3e3cf96b'), 'user_id 3e3cf96b'],
		['a User ID with an @', by('user_id', 'li@hua'), 'user_id li@hua'],
		['a User ID as a number', by('user_id', 12345), 'user_id 12345'],
		['text without a mode: Open ID', 'ou_1', 'id ou_1'],
		['text without a mode: Union ID', ' on_1 ', 'union_id on_1'],
		['text without a mode: e-mail', 'li.hua@example.com', 'email li.hua@example.com'],
		['a locator without __rl', { mode: 'mobile', value: '1234567' }, 'mobile 1234567'],
		['a locator in a locator', by('email', by('id', 'ou_1')), 'id ou_1'],
	])('%s', (_name, receiver, expected) => {
		expect(read(receiver)).toEqual([expected]);
	});
});

describe('several people', () => {
	test.each<[string, unknown, string[]]>([
		['in a line', by('id', 'ou_1, ou_2;ou_3'), ['id ou_1', 'id ou_2', 'id ou_3']],
		['in lines', by('id', 'ou_1\nou_2\r\n\nou_3\n'), ['id ou_1', 'id ou_2', 'id ou_3']],
		[
			'by Chinese punctuation',
			by('id', 'ou_1，ou_2；ou_3、ou_4'),
			['id ou_1', 'id ou_2', 'id ou_3', 'id ou_4'],
		],
		['a list in a locator', by('id', ['ou_1', ' ou_2 ']), ['id ou_1', 'id ou_2']],
		['each once', by('id', 'ou_1, ou_2, ou_1'), ['id ou_1', 'id ou_2']],
		[
			'e-mail addresses',
			by('email', 'a@example.com, B@example.com'),
			['email a@example.com', 'email B@example.com'],
		],
		[
			'mobile numbers',
			by('mobile', ['+852 5555-0128', 13000000001]),
			['mobile +85255550128', 'mobile 13000000001'],
		],
		[
			'a list in place of the locator, of every kind',
			['ou_1', 'a@example.com, on_1', by('mobile', '1234567'), by('user_id', ['x', 'y'])],
			[
				'id ou_1',
				'email a@example.com',
				'union_id on_1',
				'mobile 1234567',
				'user_id x',
				'user_id y',
			],
		],
		[
			'locators in the value of a locator',
			by('email', ['a@example.com', by('id', 'ou_1')]),
			['email a@example.com', 'id ou_1'],
		],
	])('%s', (_name, receiver, expected) => {
		expect(read(receiver)).toEqual(expected);
	});
});

describe('refused', () => {
	test.each(refusedReceivers)('%j', (receiver, what) => {
		expect(read(receiver)).toBe(refused(what));
	});

	test('too many, or nested without end', () => {
		const endless: unknown[] = [];
		endless.push(endless);
		expect(read(endless)).toBe(refused('is nested too deeply'));
		expect(read(by('id', 'ou_1,ou_2,ou_3'), 2)).toBe(refused('has more than 2 people'));
		expect(read(by('id', 'ou_1,ou_2'), 2)).toEqual(['id ou_1', 'id ou_2']);
	});

	test('with what to do', () => {
		const hint = (receiver: unknown) => {
			const people = readPeople({ receiver }, 'receiver', 'Receiver', 9);
			return people.ok ? '' : people.problem.hint;
		};
		expect(hint('赵敏')).toBe(
			'For a mobile number or a User ID choose the mode, and put the expression into its box. In place of the whole field an expression gives an e-mail address, an Open ID (ou_…) or a Union ID (on_…). It is "赵敏".',
		);
		expect(hint(by('id', '赵敏'))).toBe(
			'Enter one such as ou_7346484524, or choose another mode, e.g. Email. It is "赵敏".',
		);
		expect(hint(by('chat_id', 'ou_1'))).toBe(
			'Choose one of From list, Email, Mobile, By ID, Union ID, User ID. It is "chat_id".',
		);
		expect(hint(by('email', [{ id: 7, name: '赵敏' }]))).toBe(
			'Let the expression pick it, e.g. {{ $json.owner[0].email }}. It has id, name.',
		);
		expect(hint(by('email', `${'x'.repeat(90)}`))).toBe(
			`Enter addresses alone or as Li Hua <li.hua@example.com>, separated by commas. A name with a comma needs quotation marks. It is "${'x'.repeat(80)}".`,
		);
		expect(hint(by('id', 'oc_1'))).toBe('Enter the ID of a person: messages go to people only.');
	});
});

describe('an ID under the wrong mode is named, with the right mode', () => {
	const LABELS: Record<string, string> = {
		list: 'From list',
		email: 'Email',
		mobile: 'Mobile',
		id: 'By ID',
		union_id: 'Union ID',
		user_id: 'User ID',
	};
	test.each<[string, string, string, string]>([
		['list', 'li.hua@example.com', 'an e-mail address', 'email'],
		['list', 'on_1', 'a Union ID', 'union_id'],
		['list', '13800138000', 'a mobile number', 'mobile'],
		['email', 'ou_1', 'an Open ID', 'id'],
		['email', 'on_1', 'a Union ID', 'union_id'],
		['email', '+852 5555 0128', 'a mobile number', 'mobile'],
		['mobile', 'ou_1', 'an Open ID', 'id'],
		['mobile', 'li.hua@example.com', 'an e-mail address', 'email'],
		['id', 'on_1', 'a Union ID', 'union_id'],
		['id', 'li.hua@example.com', 'an e-mail address', 'email'],
		['id', '13800138000', 'a mobile number', 'mobile'],
		['union_id', 'ou_1', 'an Open ID', 'id'],
		['union_id', 'li.hua@example.com', 'an e-mail address', 'email'],
		['user_id', 'ou_1', 'an Open ID', 'id'],
		['user_id', 'on_1', 'a Union ID', 'union_id'],
	])('%s: %s', (mode, id, noun, right) => {
		expect(readPeople({ receiver: by(mode, id) }, 'receiver', 'Receiver', 9)).toEqual({
			ok: false,
			problem: {
				field: 'receiver',
				message: `'Receiver' is ${noun}, but it is set to ${LABELS[mode]}`,
				hint: `Choose ${LABELS[right]} instead, or enter what fits. It is ${JSON.stringify(id)}.`,
			},
		});
	});
});

test('of several the one that is something else is named', () => {
	const receiver = by('email', 'li.hua@example.com, 13800138000');
	expect(readPeople({ receiver }, 'receiver', 'Receiver', 9)).toMatchObject({
		problem: { hint: 'Choose Mobile instead, or enter what fits. It is "13800138000".' },
	});
});

test('what Feishu takes in place of each mode', () => {
	const people = readPeople(
		{
			receiver: [
				FROM_LIST,
				by('email', 'a@example.com'),
				by('mobile', '1234567'),
				by('union_id', 'on_1'),
				by('user_id', 'x'),
			],
		},
		'receiver',
		'Receiver',
		9,
	);
	expect(people.ok && people.value.map(({ idType }) => idType.wireType)).toEqual([
		'open_id',
		'open_id',
		'open_id',
		'union_id',
		'user_id',
	]);
});

test('the place is among those that exist', () => {
	expect(readReceivers({ receiveType: 'group', receiver: 'ou_1' })).toEqual({
		ok: false,
		problem: {
			field: 'receiveType',
			message: "'Send To' has a value that does not exist",
			hint: 'Choose one of Dedicated Group, Private Chat. It is "group".',
		},
	});
});

describe('as people paste it', () => {
	const zhao = 'email zhao.min@example.com';
	const lin = 'email lin.x@example.com';
	test.each<[unknown, string[]]>([
		['Zhao Min <zhao.min@example.com>', [zhao]],
		['<zhao.min@example.com>', [zhao]],
		['"Min, Zhao" <zhao.min@example.com>, Lin <lin.x@example.com>', [zhao, lin]],
		['“Min, Zhao” <zhao.min@example.com>; Lin (Shanghai) <lin.x@example.com>', [zhao, lin]],
		['zhao.min@example.com <zhao.min@example.com>', [zhao]],
		['"Zhao Min <zhao.min@example.com>"', [zhao]],
		['赵敏(zhao.min@example.com)', [zhao]],
		['赵敏（zhao.min@example.com）', [zhao]],
		['赵敏【zhao.min@example.com】', [zhao]],
		['zhao.min@example.com (work)', [zhao]],
		['mailto:zhao.min@example.com?subject=Hi', [zhao]],
		['<mailto:zhao.min@example.com|zhao.min@example.com>', [zhao]],
		['[zhao.min@example.com](mailto:zhao.min@example.com)', [zhao]],
		['SMTP:zhao.min@example.com', [zhao]],
		['邮箱：zhao.min@example.com', [zhao]],
		['E-mail: zhao.min@example.com', [zhao]],
		["'zhao.min@example.com'", [zhao]],
		['`zhao.min@example.com`', [zhao]],
		['"zhao.min@example.com"', [zhao]],
		['“zhao.min@example.com”', [zhao]],
		['\u200bzhao.min@exam\u00adple.com\ufeff', [zhao]],
		['\u202dzhao.min@example.com\u202c', [zhao]],
		['\u00a0zhao.min@example.com\u3000', [zhao]],
		['ｚｈａｏ．ｍｉｎ＠ｅｘａｍｐｌｅ．ｃｏｍ', [zhao]],
		['zhao.min@example.com.', [zhao]],
		['zhao.min@example.com。', [zhao]],
		['zhao.min@example。com', [zhao]],
		['zhao.min@example.com lin.x@example.com', [zhao, lin]],
		['zhao.min@example.com\tlin.x@example.com', [zhao, lin]],
		['zhao.min@example.com|lin.x@example.com', [zhao, lin]],
		['zhao.min@example.com / lin.x@example.com', [zhao, lin]],
		['zhao.min@example.com/lin.x@example.com', [zhao, lin]],
		['zhao.min@example.com。lin.x@example.com', [zhao, lin]],
		['["zhao.min@example.com","lin.x@example.com"]', [zhao, lin]],
		["['zhao.min@example.com', 'lin.x@example.com']", [zhao, lin]],
		['[{"email":"zhao.min@example.com"}]', [zhao]],
		[
			['zhao.min@example.com', '', null, undefined, ' ', 'lin.x@example.com'],
			[zhao, lin],
		],
		["o'brien@example.com", ["email o'brien@example.com"]],
		['a/b@example.com', ['email a/b@example.com']],
		// Other tables and services.
		[[{ id: 'ou_1', name: '赵敏', email: 'zhao.min@example.com' }], [zhao]],
		[[{ text: 'zhao.min@example.com', type: 'text' }], [zhao]],
		[[{ link: 'mailto:zhao.min@example.com', text: 'zhao.min@example.com', type: 'url' }], [zhao]],
		[{ type: 1, value: [{ text: 'zhao.min@example.com', type: 'text' }] }, [zhao]],
		[
			{ value: [{ address: 'zhao.min@example.com', name: 'Zhao' }], html: '<a>', text: 'x' },
			[zhao],
		],
		[{ emailAddress: { name: 'Zhao', address: 'zhao.min@example.com' } }, [zhao]],
		[{ type: 'required', status: {}, emailAddress: { address: 'zhao.min@example.com' } }, [zhao]],
		[{ id: 'usrXYZ', email: 'zhao.min@example.com', name: 'Zhao' }, [zhao]],
		[
			{ object: 'user', id: 'c2f', person: { email: 'zhao.min@example.com' }, name: 'Zhao' },
			[zhao],
		],
		[{ row_number: 2, Name: 'Zhao', 'E-mail': 'zhao.min@example.com' }, [zhao]],
		[{ 姓名: '赵敏', 邮箱: 'zhao.min@example.com' }, [zhao]],
		[{ accountId: '5b', displayName: 'Zhao', emailAddress: 'zhao.min@example.com' }, [zhao]],
		[{ id: 'U1', profile: { email: 'zhao.min@example.com' } }, [zhao]],
		[{ email: 'zhao.min@example.com', responseStatus: 'accepted', self: true }, [zhao]],
		[{ id: '51', properties: { email: 'zhao.min@example.com', firstname: 'Zhao' } }, [zhao]],
		[
			{
				resourceName: 'people/1',
				emailAddresses: [{ value: 'zhao.min@example.com', type: 'work' }],
			},
			[zhao],
		],
		[[{ label: 'work', value: 'zhao.min@example.com', primary: true }], [zhao]],
		[{ users: [{ email: 'zhao.min@example.com' }] }, [zhao]],
	])('by email: %j', (value, people) => {
		expect(read(by('email', value))).toEqual(people);
	});

	test.each(refusedAddresses)('by email, refused: %j', (value, what) => {
		expect(read(by('email', value))).toBe(refused(what));
	});

	test.each<[unknown, string[]]>([
		[8613000000004, ['+8613000000004']],
		['8613000000004', ['+8613000000004']],
		['008613000000004', ['+8613000000004']],
		['0085255550128', ['+85255550128']],
		['13000000004.0', ['13000000004']],
		['\u202d13000000004\u202c', ['13000000004']],
		['（+86）130 0000 0004', ['+8613000000004']],
		['１３０００００００４', ['1300000004']],
		['tel:+86-130-0000-0004', ['+8613000000004']],
		['手机：13000000004', ['13000000004']],
		['+44 (0)7700 900123', ['+447700900123']],
		['(+44) (0)7700 900123', ['+447700900123']],
		['+86 130–0000–0004', ['+8613000000004']],
		['130.0000.0004', ['13000000004']],
		["'13000000004", ['13000000004']],
		['"13000000004"', ['13000000004']],
		['13000000004 13000000005', ['13000000004', '13000000005']],
		['13000000004/13000000005', ['13000000004', '13000000005']],
		['13000000004|+85255550128', ['13000000004', '+85255550128']],
		[{ name: '赵敏', mobile: '13000000004' }, ['13000000004']],
		[{ 姓名: '赵敏', 手机号: 13000000004 }, ['13000000004']],
		[{ 'Phone Number': '+1 555-010-0124' }, ['+15550100124']],
		[
			{ value: '130 0000 0004', canonicalForm: '+8613000000004', type: 'mobile' },
			['+8613000000004'],
		],
		['＋８６１３０００００００４５', ['+8613000000045']],
	])('by mobile: %j', (value, numbers) => {
		expect(read(by('mobile', value))).toEqual(numbers.map((number) => `mobile ${number}`));
	});

	test.each<[unknown, string[]]>([
		['ou_1 ou_2', ['ou_1', 'ou_2']],
		['ou_1|ou_2', ['ou_1', 'ou_2']],
		['["ou_1", "ou_2"]', ['ou_1', 'ou_2']],
		['"ou_1"', ['ou_1']],
		['ou_1\u200b', ['ou_1']],
		['@ou_1', ['ou_1']],
		['赵敏 (ou_1)', ['ou_1']],
		['<at user_id="ou_1">赵敏</at>', ['ou_1']],
		['<at id=ou_1></at>', ['ou_1']],
		[{ open_id: 'ou_1', user_id: 'a', union_id: 'on_1' }, ['ou_1']],
		[[{ key: '@_user_1', id: { open_id: 'ou_1', user_id: 'a' }, name: '赵敏' }], ['ou_1']],
		[{ sender_id: { open_id: 'ou_1', user_id: 'a' }, sender_type: 'user' }, ['ou_1']],
		[
			[{ id: 'ou_1', name: '赵敏', email: 'a@example.com' }, { id: 'ou_2' }],
			['ou_1', 'ou_2'],
		],
	])('by ID: %j', (value, ids) => {
		expect(read(by('id', value))).toEqual(ids.map((id) => `id ${id}`));
	});

	test.each<[unknown, string[]]>([
		[{ openId: 'ou_1', email: 'a@example.com' }, ['id ou_1']],
		[[{ id: 'ou_1', name: '赵敏' }], ['id ou_1']],
		['Zhao <a@example.com>, ou_2', ['email a@example.com', 'id ou_2']],
		[{ __rl: true, mode: 'Email', value: 'a@example.com' }, ['email a@example.com']],
		[{ __rl: true, mode: 'By Mobile', value: '1234567' }, ['mobile 1234567']],
		[{ __rl: true, mode: 'open_id', value: 'ou_1' }, ['id ou_1']],
		[{ __rl: true, mode: 'User ID', value: { user_id: 'a' } }, ['user_id a']],
	])('in place of the whole field: %j', (value, people) => {
		expect(read(value)).toEqual(people);
	});
});

test('any decorated form of an address gives that address, or a problem', () => {
	const name = fc.constantFrom(
		'',
		'Zhao Min',
		'赵敏',
		'"Min, Zhao"',
		'Zhao (Shanghai)',
		'Min, Zhao',
		'a@b.c',
		'<',
		'"',
	);
	const around = fc.constantFrom(
		...[
			'',
			' ',
			'\t',
			'\u200b',
			'\u202d',
			'\ufeff',
			"'",
			'"',
			'“',
			'<',
			'>',
			'(',
			')',
			'[',
			']',
			'{',
			'}',
			'`',
			'.',
			'。',
			',',
			';',
			'、',
			'|',
			'/',
			'mailto:',
			'\n',
		],
	);
	const address = fc.constantFrom(
		'zhao.min@example.com',
		"o'brien@example.com",
		'a+b@x.co',
		'A_b@sub.example.cn',
	);
	let taken = 0;
	fc.assert(
		fc.property(
			name,
			fc.array(around, { maxLength: 3 }),
			address,
			fc.array(around, { maxLength: 3 }),
			name,
			(before, open, id, close, after) => {
				const people = read(
					by('email', `${before} ${open.join('')}${id}${close.join('')} ${after}`),
				);
				if (typeof people === 'string') return;
				taken++;
				expect(people.filter((person) => person !== 'email a@b.c')).toEqual([`email ${id}`]);
			},
		),
		{ numRuns: 3000 },
	);
	expect(taken).toBeGreaterThan(200);
});

test('any mobile number with separators gives that number, or a problem', () => {
	const separator = fc.constantFrom(
		'',
		'',
		' ',
		'-',
		'–',
		'.',
		'(',
		')',
		'（',
		'\u00a0',
		'\u202d',
		'/',
		'|',
		',',
		'·',
		'−',

		'_',
		'x',
	);
	const number = fc.constantFrom(
		'13800138000',
		'+8613800138000',
		'+447700900123',
		'+85255550128',
		'+15550100124',
		'008613800138000',
	);
	let taken = 0;
	fc.assert(
		fc.property(
			number,
			fc.array(fc.tuple(fc.nat(14), separator), { maxLength: 4 }),
			(whole, cuts) => {
				let text = whole;
				for (const [at, mark] of cuts) text = text.slice(0, at) + mark + text.slice(at);
				const people = read(by('mobile', text));
				if (typeof people === 'string') return;
				taken++;
				const digits = whole.replace(/^00/, '+');
				expect(people).toEqual([`mobile ${digits}`]);
			},
		),
		{ numRuns: 3000 },
	);
	expect(taken).toBeGreaterThan(200);
});

const anyMode = fc.constantFrom('list', 'email', 'mobile', 'id', 'union_id', 'user_id', 'open_id');
const anyText = fc.oneof(
	fc.constantFrom('ou_1', 'on_1', 'a@example.com', '13800138000', 'oc_1', '赵敏', '', ' , '),
	fc.string(),
	anyCharacters(),
);
const anyShape = fc.letrec((tie) => ({
	shape: fc.oneof(
		{ maxDepth: 5 },
		anyText,
		fc.oneof(fc.integer(), fc.double(), fc.boolean(), fc.constantFrom(null, undefined)),
		fc.date(),
		fc.anything(),
		fc.array(tie('shape'), { maxLength: 4 }),
		fc.record({ __rl: fc.constant(true), mode: anyMode, value: tie('shape') }),
		fc.record({ mode: fc.anything(), value: tie('shape') }),
	),
})).shape;

/** What each kind of ID looks like, said anew. */
const FORMS: Readonly<Record<string, RegExp>> = {
	email: /^[^\s@]+@[^\s@]+$/,
	mobile: /^\+?\d{7,15}$/,
	id: /^ou_[^\s"'<>]*$/,
	union_id: /^on_[^\s"'<>]*$/,
	user_id: /^(?!ou_|on_|oc_|cli_)[^\s"'<>]+$/,
};

test('any shape gives people, each of the form of their kind and once, or a problem of the field', () => {
	let given = 0;
	fc.assert(
		fc.property(anyShape, (receiver) => {
			const people = readPeople({ receiver }, 'receiver', 'Receiver', 6);
			if (!people.ok) {
				expect(people.problem).toEqual({
					field: 'receiver',
					message: expect.stringMatching(/^'Receiver' \S/) as string,
					hint: expect.stringMatching(/\S/) as string,
				});
				return;
			}
			given++;
			expect(people.value.length).toBeGreaterThan(0);
			expect(people.value.length).toBeLessThanOrEqual(6);
			for (const { idType, id } of people.value) expect(id).toMatch(FORMS[idType.mode] ?? /^$/);
			const keys = people.value.map(({ idType, id }) => `${idType.mode} ${id}`);
			expect(new Set(keys).size).toBe(keys.length);
		}),
		{ numRuns: 3000 },
	);
	expect(given).toBeGreaterThan(20);
});

test('people come out as they went in, however they are dressed', () => {
	const anyPerson = fc.oneof(
		fc.nat().map((n): [string, string] => ['id', `ou_${n}`]),
		fc.nat().map((n): [string, string] => ['union_id', `on_${n}`]),
		fc.nat().map((n): [string, string] => ['email', `p${n}@example.com`]),
	);
	fc.assert(
		fc.property(
			fc.uniqueArray(anyPerson, {
				minLength: 1,
				maxLength: 9,
				selector: (person) => person.join(),
			}),
			fc.func(fc.nat(3)),
			(people, dress) => {
				const receiver = people.map(([mode, id]) =>
					[by(mode, id), id, by(mode, [` ${id}\n`]), by('mobile', by(mode, id))].at(dress(id)),
				);
				expect(read(receiver)).toEqual(people.map((person) => person.join(' ')));
			},
		),
	);
});
