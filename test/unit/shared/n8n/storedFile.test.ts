import { storedFile } from '../../../../nodes/shared/n8n/storedFile';

async function* chunks(...texts: string[]) {
	for (const text of texts) yield Buffer.from(text);
}

async function read(file: File): Promise<string> {
	const parts: Uint8Array[] = [];
	for await (const part of file.stream() as unknown as AsyncIterable<Uint8Array>) parts.push(part);
	return Buffer.concat(parts).toString();
}

test('a form keeps the file as it is: it is read only when it is sent, and anew each time', async () => {
	let opened = 0;
	const file = storedFile('image', 7, async () => (opened++, chunks('pic', 'ture')), fail);
	const form = new FormData();
	form.append('image', file);
	const kept = form.get('image') as File;
	expect([kept.name, kept.size, opened]).toEqual(['image', 7, 0]);
	expect([await read(kept), await read(kept), opened]).toEqual(['picture', 'picture', 2]);
});

test.each([
	['opened', async () => await Promise.reject(new Error('gone'))],
	[
		'read to its end',
		async () =>
			(async function* () {
				yield Buffer.from('pic');
				throw new Error('gone');
			})(),
	],
])('a file that cannot be %s says so', async (_, open) => {
	const failures: unknown[] = [];
	const file = storedFile('image', 7, open, (error) => failures.push(error));
	await expect(read(file)).rejects.toThrow('gone');
	expect(failures).toEqual([new Error('gone')]);
});

function fail(error: unknown): void {
	throw error;
}
