import { type Client, lastRequest, pngOf, refusalBody, startAfresh, startClient } from './client';

let client: Client;
beforeAll(async () => {
	client = await startClient();
});
beforeEach(() => startAfresh(client));
afterAll(async () => await client.emulator.close());

interface Part {
	name: string;
	value: string | Buffer;
	filename?: string;
}

async function upload(parts: Part[], headers?: Record<string, string>) {
	const form = new FormData();
	for (const { name, value, filename } of parts) {
		if (typeof value === 'string') form.append(name, value);
		else form.append(name, new Blob([new Uint8Array(value)]), filename ?? 'picture.png');
	}
	const { Authorization } = await client.headers();
	return await client.http.post('/open-apis/im/v1/images', form, {
		headers: headers ?? { Authorization },
	});
}

const typed = (value: Buffer, imageType = 'message'): Part[] => [
	{ name: 'image_type', value: imageType },
	{ name: 'image', value },
];

function gifOf(width: number, height: number): Buffer {
	const bytes = Buffer.from('GIF89a000000', 'latin1');
	bytes.writeUInt16LE(width, 6);
	bytes.writeUInt16LE(height, 8);
	return bytes;
}

/** Start, an APP0 segment to walk over, and a frame header with the size. */
function jpegOf(width: number, height: number): Buffer {
	const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 0, 0, 0, 0]);
	frame.writeUInt16BE(height, 5);
	frame.writeUInt16BE(width, 7);
	return Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]), frame]);
}

/** The header of a lossy WEBP (RFC 9649). */
function webpOf(width: number, height: number): Buffer {
	const bytes = Buffer.from('RIFF\x16\0\0\0WEBPVP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a0000', 'latin1');
	bytes.writeUInt16LE(width, 26);
	bytes.writeUInt16LE(height, 28);
	return bytes;
}

function bmpOf(width: number, height: number): Buffer {
	const bytes = Buffer.alloc(54);
	bytes.write('BM');
	bytes.writeInt32LE(width, 18);
	// From top to bottom, as a negative height says.
	bytes.writeInt32LE(-height, 22);
	return bytes;
}

/** One directory with the tags ImageWidth and ImageLength (TIFF 6.0). */
function tiffOf(width: number, height: number): Buffer {
	const bytes = Buffer.alloc(38);
	bytes.write('II*\0', 'latin1');
	bytes.writeUInt32LE(8, 4);
	bytes.writeUInt16LE(2, 8);
	for (const [at, tag, value] of [
		[10, 256, width],
		[22, 257, height],
	] as const) {
		bytes.writeUInt16LE(tag, at);
		bytes.writeUInt16LE(4, at + 2);
		bytes.writeUInt32LE(1, at + 4);
		bytes.writeUInt32LE(value, at + 8);
	}
	return bytes;
}

/** One icon; 0 stands for 256 pixels. */
function icoOf(): Buffer {
	const bytes = Buffer.alloc(22);
	bytes.set([0, 0, 1, 0, 1, 0]);
	return bytes;
}

/** Its size is in meta, iprp, ipco, ispe (ISO/IEC 23008-12). */
function heifOf(brand: string, width: number, height: number): Buffer {
	const box = (type: string, ...content: Buffer[]) => {
		const body = Buffer.concat([Buffer.alloc(4), Buffer.from(type), ...content]);
		body.writeUInt32BE(body.length, 0);
		return body;
	};
	const size = Buffer.alloc(12);
	size.writeUInt32BE(width, 4);
	size.writeUInt32BE(height, 8);
	const version = Buffer.alloc(4);
	return Buffer.concat([
		box('ftyp', Buffer.from(brand), version),
		box('meta', version, box('iprp', box('ipco', box('ispe', size)))),
	]);
}

describe('refused', () => {
	test.each([
		[
			'without image_type',
			() => [{ name: 'image', value: pngOf(1, 1) }],
			234001,
			'Invalid request param.',
		],
		[
			'with another image_type',
			() => typed(pngOf(1, 1), 'sticker'),
			234001,
			'Invalid request param.',
		],
		[
			'without a file',
			() => [{ name: 'image_type', value: 'message' }],
			234001,
			'Invalid request param.',
		],
		[
			'with text for a file',
			() => [...typed(pngOf(1, 1)).slice(0, 1), { name: 'image', value: 'x' }],
			234001,
			'Invalid request param.',
		],
		['with an empty file', () => typed(Buffer.alloc(0)), 234010, "File's size can't be 0."],
		[
			'with more than 10 MB',
			() => typed(Buffer.concat([pngOf(1, 1), Buffer.alloc(10 * 1024 * 1024)])),
			234006,
			'The file size exceed the max value.',
		],
		[
			'with something that is no picture',
			() => typed(Buffer.from('<svg onload="alert(1)"/>')),
			234011,
			"Can't regonnize the image format.",
		],
		[
			'with a few bytes only',
			() => typed(Buffer.from('\x89PNG', 'latin1')),
			234011,
			"Can't regonnize the image format.",
		],
		[
			'with an AVIF',
			() => typed(heifOf('avif', 1, 1)),
			234011,
			"Can't regonnize the image format.",
		],
		[
			'with an SVG',
			() => typed(Buffer.from('<svg width="1" height="1"/>')),
			234011,
			"Can't regonnize the image format.",
		],
		[
			'with a PNG that breaks off',
			() => typed(pngOf(1, 1).subarray(0, 20)),
			234011,
			"Can't regonnize the image format.",
		],
		[
			'with a GIF that breaks off',
			() => typed(gifOf(1, 1).subarray(0, 8)),
			234011,
			"Can't regonnize the image format.",
		],
		[
			'with a wide picture',
			() => typed(pngOf(12001, 1)),
			234039,
			'Image resolution exceeds limit.',
		],
		['with a tall JPEG', () => typed(jpegOf(1, 12001)), 234039, 'Image resolution exceeds limit.'],
		['with a large GIF', () => typed(gifOf(2001, 1)), 234039, 'Image resolution exceeds limit.'],
		['with a wide BMP', () => typed(bmpOf(12001, 1)), 234039, 'Image resolution exceeds limit.'],
		['with a tall WEBP', () => typed(webpOf(1, 12001)), 234039, 'Image resolution exceeds limit.'],
		['with a wide TIFF', () => typed(tiffOf(12001, 1)), 234039, 'Image resolution exceeds limit.'],
		[
			'with a tall HEIC',
			() => typed(heifOf('heic', 1, 12001)),
			234039,
			'Image resolution exceeds limit.',
		],
		[
			'with a large avatar',
			() => typed(pngOf(4097, 1), 'avatar'),
			234039,
			'Image resolution exceeds limit.',
		],
	])('%s', async (_what, parts, code, msg) => {
		const answer = await upload(parts());
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(refusalBody(answer, code, msg));
		expect(lastRequest(client.emulator)).toMatchObject({
			known: 'document',
			reason: expect.any(String),
		});
	});

	test('without a token', async () => {
		expect((await upload(typed(pngOf(1, 1)), {})).data.code).toBe(99991661);
	});

	test('without a scope: one of two is enough', async () => {
		const [app] = client.emulator.world.apps;
		app!.scopes = [];
		const answer = await upload(typed(pngOf(1, 1)));
		expect(answer.data.code).toBe(99991672);
		expect(answer.data.error.permission_violations).toEqual([
			{ type: 'action_scope_required', subject: 'im:resource' },
			{ type: 'action_scope_required', subject: 'im:resource:upload' },
		]);
		app!.scopes = ['im:resource:upload'];
		expect((await upload(typed(pngOf(1, 1)))).data.code).toBe(0);
	});

	test('without the bot ability', async () => {
		client.emulator.world.apps[0]!.bot = false;
		const answer = await upload(typed(pngOf(1, 1)));
		expect(answer.data).toEqual(refusalBody(answer, 234007, 'App does not enable bot feature.'));
	});

	test.each([
		['JSON', '{"image_type":"message"}', 'application/json'],
		[
			'a form that breaks off',
			'--x\r\nContent-Disposition: form-data; name="image"; filename="a"\r\n\r\nabc',
			'multipart/form-data; boundary=x',
		],
		['a form without a boundary', 'abc', 'multipart/form-data'],
	])('%s', async (_what, body, contentType) => {
		const { Authorization } = await client.headers();
		const answer = await client.http.post('/open-apis/im/v1/images', body, {
			headers: { Authorization, 'Content-Type': contentType },
			transformRequest: (data: unknown) => data,
		});
		expect(answer.status).toBe(400);
		expect(answer.data.code).toBe(234001);
	});
});

describe('taken', () => {
	test('the answer is the documented one, and the picture can be looked at', async () => {
		const bytes = pngOf(100, 100);
		const answer = await upload(typed(bytes));
		expect(answer.status).toBe(200);
		expect(answer.data).toEqual({
			code: 0,
			data: { image_key: expect.stringMatching(/^img_v2_[0-9a-f-]{36}g$/) },
			msg: 'success',
		});
		const picture = await client.http.get(`/_emulator/images/${answer.data.data.image_key}`, {
			responseType: 'arraybuffer',
		});
		expect(picture.data).toEqual(bytes);
		expect(picture.headers).toMatchObject({
			'content-type': 'image/png',
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'none'; sandbox",
		});
	});

	test.each([
		['PNG', pngOf(12000, 12000), 'image/png'],
		['GIF', gifOf(2000, 2000), 'image/gif'],
		['JPEG', jpegOf(12000, 12000), 'image/jpeg'],
		['WEBP', webpOf(12000, 12000), 'image/webp'],
		['BMP', bmpOf(12000, 12000), 'image/bmp'],
		['ICO', icoOf(), 'image/x-icon'],
		['TIFF', tiffOf(12000, 12000), 'image/tiff'],
		['HEIC', heifOf('heic', 12000, 12000), 'image/heic'],
		['HEIC by its general name', heifOf('mif1', 12000, 12000), 'image/heic'],
	])('%s', async (_what, bytes, contentType) => {
		const { data } = await upload(typed(bytes));
		expect(data.code).toBe(0);
		const picture = await client.http.get(`/_emulator/images/${data.data.image_key}`);
		expect(picture.headers['content-type']).toBe(contentType);
	});

	test('exactly 10 MB', async () => {
		const bytes = Buffer.concat([pngOf(1, 1), Buffer.alloc(10 * 1024 * 1024 - 64)]);
		expect((await upload(typed(bytes))).data.code).toBe(0);
	});

	test('a part without a file name, as the official SDK sends it', async () => {
		const body = Buffer.concat([
			Buffer.from('--x\r\nContent-Disposition: form-data; name="image_type"\r\n\r\nmessage\r\n'),
			Buffer.from(
				'--x\r\nContent-Disposition: form-data; name="image"\r\nContent-Type: application/octet-stream\r\n\r\n',
			),
			pngOf(1, 1),
			Buffer.from('\r\n--x--\r\n'),
		]);
		const { Authorization } = await client.headers();
		const answer = await client.http.post('/open-apis/im/v1/images', body, {
			headers: { Authorization, 'Content-Type': 'multipart/form-data; boundary=x' },
		});
		expect(answer.data.code).toBe(0);
	});

	test('the inbox shows the form, not the bytes', async () => {
		await upload(typed(pngOf(1, 1)));
		expect(lastRequest(client.emulator).body).toEqual({
			multipart: [
				{ name: 'image_type', contentType: 'text/plain', bytes: 7, value: 'message' },
				{
					name: 'image',
					filename: 'picture.png',
					contentType: 'application/octet-stream',
					bytes: 64,
				},
			],
		});
	});

	test('demo pictures are there from the start', async () => {
		const picture = await client.http.get('/_emulator/images/img_v2_emulator-demo-chart', {
			responseType: 'arraybuffer',
		});
		expect(picture.status).toBe(200);
		expect((picture.data as Buffer).toString('latin1', 1, 4)).toBe('PNG');
	});

	test('a picture that is not there is a 404', async () => {
		for (const key of ['img_v2_nowhere', 'constructor', '..%2F..%2Fpackage.json']) {
			expect((await client.http.get(`/_emulator/images/${key}`)).status).toBe(404);
		}
	});
});
