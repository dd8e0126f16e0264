import fc from 'fast-check';

import { readPeople } from '../../../../nodes/shared/receivers/readPeople';
import { readReceivers } from '../../../../nodes/shared/receivers/readReceivers';
import { by } from '../../../support/receiver';

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
		['a mobile number', by('mobile', '12345'), 'mobile 12345'],
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
		['a locator without __rl', { mode: 'mobile', value: '12345' }, 'mobile 12345'],
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
			['ou_1', 'a@example.com, on_1', by('mobile', '12345'), by('user_id', ['x', 'y'])],
			['id ou_1', 'email a@example.com', 'union_id on_1', 'mobile 12345', 'user_id x', 'user_id y'],
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
	test.each<[unknown, string]>([
		[undefined, 'is empty'],
		[null, 'is empty'],
		['', 'is empty'],
		[[], 'is empty'],
		[[[]], 'is empty'],
		[by('email', ''), 'is empty'],
		[by('list', null), 'is empty'],
		[by('id', undefined), 'is empty'],
		[by('user_id', ' , ;\n'), 'is empty'],
		[by('user_id', ['a', '']), 'is empty'],
		[['ou_1', null], 'is empty'],
		[{ open_id: 'ou_1' }, 'is an object, not text'],
		[by('id', { id: 'ou_1' }), 'is an object, not text'],
		[[{ id: 'ou_1' }], 'is an object, not text'],
		[by('open_id', 'ou_1'), 'has a mode that does not exist'],
		[by('', 'ou_1'), 'has a mode that does not exist'],
		['赵敏', 'does not say what kind of ID it is'],
		[13800138000, 'does not say what kind of ID it is'],
		['3e3cf96b', 'does not say what kind of ID it is'],
		['oc_1', 'is the ID of a group'],
		[by('user_id', 'oc_1'), 'is the ID of a group'],
		[by('id', 'cli_1'), 'is the ID of an app'],
		[by('email', 'li.hua'), 'is not an e-mail address'],
		[by('email', 'Li Hua li.hua@example.com'), 'is not an e-mail address'],
		[by('email', 'li.hua@example.com (work)'), 'is not an e-mail address'],
		[by('mobile', '1234'), 'is not a mobile number'],
		[by('mobile', '1234567890123456'), 'is not a mobile number'],
		[by('mobile', 'no. 13800138000'), 'is not a mobile number'],
		[by('mobile', '13800138000 home'), 'is not a mobile number'],
		[by('id', '3e3cf96b'), 'is not an Open ID: that begins with ou_'],
		[by('id', 'OU_1'), 'is not an Open ID: that begins with ou_'],
		[by('list', '赵敏'), 'is not an Open ID: that begins with ou_'],
		[by('union_id', '3e3cf96b'), 'is not a Union ID: that begins with on_'],
		[by('id', 'ou_1 ou_2'), 'has a character that no ID has'],
		[by('id', 'ou_1"'), 'has a character that no ID has'],
		[by('user_id', 'a b'), 'has a character that no ID has'],
		[by('user_id', '<a>'), 'has a character that no ID has'],
	])('%j', (receiver, what) => {
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
			'It is "赵敏". An expression in place of the whole field gives an e-mail address, an Open ID (ou_…) or a Union ID (on_…). For a mobile number or a User ID choose the mode and put the expression into its box.',
		);
		expect(hint(by('id', '赵敏'))).toBe(
			'It is "赵敏". Enter one such as ou_7346484524, or choose another mode, e.g. Email.',
		);
		expect(hint(by('open_id', 'ou_1'))).toBe(
			'Choose one of list, email, mobile, id, union_id, user_id.',
		);
		expect(hint(by('email', `${'x'.repeat(90)}`))).toBe(
			`It is "${'x'.repeat(80)}". Enter an address such as li.hua@example.com, or choose another mode.`,
		);
		expect(hint(by('id', 'oc_1'))).toBe('The endpoint sends to people: enter the ID of a person.');
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
				hint: `Choose ${LABELS[right]} instead, or enter what fits.`,
			},
		});
	});
});

test('what Feishu takes in place of each mode', () => {
	const people = readPeople(
		{
			receiver: [
				FROM_LIST,
				by('email', 'a@example.com'),
				by('mobile', '12345'),
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
			hint: 'Choose one of chat, user.',
		},
	});
});

const anyMode = fc.constantFrom('list', 'email', 'mobile', 'id', 'union_id', 'user_id', 'open_id');
const anyText = fc.oneof(
	fc.constantFrom('ou_1', 'on_1', 'a@example.com', '13800138000', 'oc_1', '赵敏', '', ' , '),
	fc.string(),
	fc.string({ unit: 'binary' }),
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
	mobile: /^\+?\d{5,15}$/,
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
