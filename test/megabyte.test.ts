import { megabytes, places } from './megabyte';

test('every field is reached', () => {
	expect(places.length).toBeGreaterThan(70);
	expect(new Set(places.map(({ name }) => name)).size).toBe(places.length);
});

/** A collection is an object always; names that no option has are no option's. What is inside has places of its own. */
const COLLECTION = /: options$/;

/** Nothing in them is too long: User IDs between line breaks; names that no list of mentions has. */
const GOOD = ['line breaks, message: receiver as user_id', 'an object, text: mentions'];

describe.each(Object.entries(megabytes))('a megabyte: %s', (shape, make) => {
	const value = make();

	test.each(
		places.filter(({ name }) => !COLLECTION.test(name) && !GOOD.includes(`${shape}, ${name}`)),
	)('$name', ({ prepare }) => {
		expect(prepare(value)).toEqual({
			ok: false,
			problem: {
				field: expect.stringMatching(/^\w+$/) as string,
				message: expect.stringMatching(/^('[^']+'|The message) .{5,200}$/s) as string,
				hint: expect.stringMatching(/^.{10,500}$/s) as string,
			},
		});
	});
});
