import fc from 'fast-check';

import { readAnswerBody } from '../../../../nodes/shared/feishu/answerBody';
import { concealer } from '../../../../nodes/shared/feishu/conceal';

const asItIs = concealer([]);

async function* parts(...chunks: Array<Uint8Array | string>) {
	for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

test('JSON is read, whatever the pieces it comes in', async () => {
	const bytes = Buffer.from('{"code":0,"msg":"成功 🎉"}');
	for (let cut = 0; cut <= bytes.length; cut++) {
		expect(
			await readAnswerBody(parts(bytes.subarray(0, cut), bytes.subarray(cut)), asItIs),
		).toEqual({ code: 0, msg: '成功 🎉' });
	}
});

test.each([
	['nothing', '', ''],
	['a page', '<html>', '<html>'],
	['truncated JSON', '{"code":0,"da', '{"code":0,"da'],
	['a byte order mark', '\uFEFF{"code":0}', { code: 0 }],
	[
		'nested a hundred thousand deep',
		'['.repeat(100_000) + ']'.repeat(100_000),
		expect.any(String) as string,
	],
])('%s', async (_name, sent, read) => {
	expect(await readAnswerBody(parts(sent), asItIs)).toEqual(read);
});

test('what comes back of the secrets is blotted out, also where JSON escapes it', async () => {
	const conceal = concealer(['t-abc/def==', 'shorter']);
	expect(
		await readAnswerBody(
			parts('{"msg":"for t-abc\\/def== t-abc/def\\u003d=","list":[{"a":"t-abc/def=="}],"n":1}'),
			conceal,
		),
	).toEqual({
		msg: 'for [secret] [secret]',
		list: [{ a: '[secret]' }],
		n: 1,
	});
	expect(await readAnswerBody(parts('<p>t-abc/def==</p> shorter'), conceal)).toBe(
		'<p>[secret]</p> shorter',
	);
});

test('an answer without end is left after a megabyte, and its source is closed', async () => {
	let taken = 0;
	let isClosed = false;
	async function* endless() {
		try {
			// It ends after all, so that a broken limit fails and does not fill the memory.
			while (taken < 100 * 65_536) {
				taken += 65_536;
				yield new Uint8Array(65_536);
			}
		} finally {
			isClosed = true;
		}
	}
	await expect(readAnswerBody(endless(), asItIs)).rejects.toMatchObject({
		code: 'ERR_ANSWER_TOO_LONG',
	});
	expect({ taken, isClosed }).toEqual({ taken: 17 * 65_536, isClosed: true });
});

test('a broken connection is no answer', async () => {
	async function* breaking() {
		yield Buffer.from('{"code":0}');
		throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
	}
	await expect(readAnswerBody(breaking(), asItIs)).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test.each([
	// Examples of the document of Feishu's ticket list: IDs that are numbers there.
	['{"id":7262656095919128578}', { id: '7262656095919128578' }],
	['[-7262656095919128578,1]', ['-7262656095919128578', 1]],
	// These are exact as they are.
	[
		'{"created_at":1616920429000,"most":9007199254740991}',
		{ created_at: 1616920429000, most: 9007199254740991 },
	],
	['{"long":1.0000000000000000001,"huge":10000000000000000000000e3}', { long: 1, huge: 1e25 }],
	[
		'{"text":"7262656095919128578 \\" 7262656095919128578"}',
		{ text: '7262656095919128578 " 7262656095919128578' },
	],
	['{"text":"a\\\\","id":7262656095919128578}', { text: 'a\\', id: '7262656095919128578' }],
])('a whole number that would be rounded becomes text: %s', async (sent, read) => {
	expect(await readAnswerBody(parts(sent), asItIs)).toEqual(read);
});

test('any JSON whose numbers are exact is read as JSON is', async () => {
	await fc.assert(
		fc.asyncProperty(fc.json(), async (json) => {
			fc.pre(!/\d{16,}(?![\d.eE])/.test(json));
			expect(await readAnswerBody(parts(json), asItIs)).toEqual(JSON.parse(json));
		}),
	);
});

test('a call may allow for more than a megabyte', async () => {
	const text = JSON.stringify('x'.repeat(2 * 1024 * 1024));
	expect(await readAnswerBody(parts(text), asItIs, 3 * 1024 * 1024)).toHaveLength(2 * 1024 * 1024);
	await expect(readAnswerBody(parts(text), asItIs, 1024)).rejects.toMatchObject({
		code: 'ERR_ANSWER_TOO_LONG',
	});
});
