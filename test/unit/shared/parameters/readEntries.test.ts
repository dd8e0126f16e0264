import { readEntries } from '../../../../nodes/shared/parameters/readEntries';
import { problem, success, type Result } from '../../../../nodes/shared/result';

const collection = { field: 'tags', label: 'Tags', entry: 'tag' };
const read = (
	tags: unknown,
	ofEntry: (entry: object) => Result<unknown> = (entry) => success(entry),
) => readEntries({ tags }, collection, ofEntry);

test.each<[string, unknown, unknown[]]>([
	['none, as it is saved', {}, []],
	['none, as nothing is set', undefined, []],
	['some', { tag: [{ a: 1 }, { a: 2 }] }, [{ a: 1 }, { a: 2 }]],
	['some without the name of the list', [{ a: 1 }], [{ a: 1 }]],
])('entries: %s', (_, tags, value) => {
	expect(read(tags)).toEqual({ ok: true, value });
});

test.each<[unknown]>([['a'], [7], [{ tag: { a: 1 } }], [{ tag: [{ a: 1 }, null] }], [[['a']]]])(
	'not a list: %j',
	(tags) => {
		expect(read(tags)).toEqual({
			ok: false,
			problem: {
				field: 'tags',
				message: "'Tags' is not a list",
				hint: 'Add each tag in the panel; an expression may fill its fields, but not the whole list.',
			},
		});
	},
);

test.each([
	["'Text' is empty", "'Text' of tag 2 is empty"],
	["'Text' of element 12 of page 34 is empty", "'Text' of element 12 of page 34 of tag 2 is empty"],
	["Nothing fits 'Text'", "Nothing fits 'Text'"],
])('a problem names the place of its entry: %s', (message, withPlace) => {
	expect(
		read({ tag: [{}, { bad: true }] }, (entry) =>
			'bad' in entry ? problem('text', message, 'Fill it in.') : success(entry),
		),
	).toEqual({
		ok: false,
		problem: { field: 'tags', message: withPlace, hint: 'Fill it in.' },
	});
});
