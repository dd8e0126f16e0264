import fc from 'fast-check';

/**
 * Any characters, and what names of properties and markup are made of. Instead of fc.string({ unit: 'binary' }), which first
 * builds a table of all characters there are (fast-check 4.10): half a second in each file.
 */
export function anyCharacters(constraints: fc.StringSharedConstraints = {}): fc.Arbitrary<string> {
	return fc.oneof(
		{ weight: 9, arbitrary: fc.string({ ...constraints, unit: character }) },
		{ weight: 1, arbitrary: fc.string(constraints) },
	);
}

/** A surrogate alone is no character. */
const SURROGATES = { first: 0xd800, count: 0x800 };
const character = fc
	.nat(0x10ffff - SURROGATES.count)
	.map((n) => String.fromCodePoint(n < SURROGATES.first ? n : n + SURROGATES.count));
