import { megabytes, places, type Place } from './megabyte';

test('every field is reached', () => {
	expect(places.length).toBeGreaterThan(70);
	expect(new Set(places.map(({ name }) => name)).size).toBe(places.length);
});

/** Nothing in them is too long: User IDs between line breaks; names that no list of mentions and no option has. */
const GOOD = [
	'line breaks, message: receiver as user_id',
	'an object, text: mentions',
	'an object, text: options',
	'an object, image: options',
];

describe.each(Object.entries(megabytes))('a megabyte: %s', (shape, make) => {
	const value = make();

	const isGood = ({ name }: Place) => GOOD.includes(`${shape}, ${name}`);

	for (const { name, prepare } of places.filter(isGood))
		test(`${name}, which is good`, () => {
			expect(prepare(value)).toMatchObject({ ok: true });
		});

	test.each(places.filter((place) => !isGood(place)))('$name', ({ prepare }) => {
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
