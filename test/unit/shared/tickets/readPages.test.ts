import type { CallResult } from '../../../../nodes/shared/delivery/deliver';
import { readPages, type Page } from '../../../../nodes/shared/tickets/readPages';

const page = (entries: string[], total?: number): CallResult<Page<string>> => ({
	verdict: 'sent',
	value: { entries, total },
});

/** Reads what these answers say, one after the other; asks for more at the end. */
async function read(answers: Array<CallResult<Page<string>>>, most = Infinity, entries = Infinity) {
	const asked: number[] = [];
	const found = new Map<string, string>();
	const rest = await readPages(
		async (number) => {
			asked.push(number);
			return answers[asked.length - 1] ?? page([]);
		},
		(entry) => entry,
		found,
		most,
		{ entries, pages: 100 },
	);
	return { rest, asked, found: [...found.keys()] };
}

test('one page is of one moment: it is read once', async () => {
	expect(await read([page(['a', 'b'], 2)])).toEqual({ rest: false, asked: [1], found: ['a', 'b'] });
});

test('several pages are read again until nothing new is found: what moved to a page that was read is not lost', async () => {
	const answers = [
		page(['a', 'b'], 4),
		// c has moved to the first page meanwhile.
		page(['b', 'd'], 4),
		page(['c', 'a'], 4),
		page(['b', 'd'], 4),
		page(['c', 'a'], 4),
		page(['b', 'd'], 4),
	];
	expect(await read(answers)).toEqual({
		rest: false,
		asked: [1, 2, 1, 2, 1, 2],
		found: ['a', 'b', 'd', 'c'],
	});
});

test('without a total, an empty page is the end', async () => {
	expect(await read([page(['a']), page(['b']), page([]), page(['a']), page(['b'])])).toMatchObject({
		asked: [1, 2, 3, 1, 2, 3],
		found: ['a', 'b'],
	});
});

test('a list that never settles ends', async () => {
	const answers = Array.from({ length: 100 }, (_, i) => page([`x${i}`, `y${i}`], 4));
	expect((await read(answers)).asked).toHaveLength(16);
});

test('enough is enough', async () => {
	expect(await read([page(['a', 'b'], 9), page(['c', 'd'], 9)], 3)).toMatchObject({
		rest: false,
		asked: [1, 2],
	});
});

test('where Feishu gives no more, there may be more', async () => {
	expect(await read([page(['a', 'b'], 4), page(['c', 'd'], 4)], Infinity, 4)).toMatchObject({
		rest: true,
	});
});

test('a failure ends it', async () => {
	expect(await read([page(['a'], 2), { verdict: 'notTried' }])).toMatchObject({
		rest: { verdict: 'notTried' },
	});
});

test('a server that gives the same page again and again is not asked for ever', async () => {
	const answers = Array.from({ length: 100 }, () => page(['a'], 1e308));
	const { asked, found } = await read(answers);
	expect(found).toEqual(['a']);
	expect(asked).toHaveLength(16);
});

test('pages that never end are left', async () => {
	const answers = Array.from({ length: 500 }, (_, i) => page([String(i)]));
	const { rest, asked } = await read(answers);
	expect({ rest, asked: asked.length }).toEqual({ rest: true, asked: 100 });
});
