import fc from 'fast-check';

import { findImageFault } from '../../../../nodes/shared/feishu/imageFormat';

const hex = (text: string) =>
	Buffer.concat([Buffer.from(text.replace(/\s/g, ''), 'hex'), Buffer.alloc(40)]);
const check = findImageFault;

test.each([
	['PNG', '89504e470d0a1a0a 0000000d 49484452 00002ee0 00002ee0'],
	['GIF', '474946383961 d007 d007'],
	['BMP', '424d 00000000 00000000 00000000 28000000 e02e0000 20d1ffff'],
	['JPEG', 'ffd8 ffe0 0004 0000 ffc0 0011 08 2ee0 2ee0'],
	['JPEG, cut short', 'ffd8 ffe0 4000'],
	['WEBP', '52494646 00000000 57454250'],
	['ICO', '00000100'],
	['TIFF', '49492a00'],
	['TIFF, the other way round', '4d4d002a'],
	['GIF of 1987', '474946383761'],
	...['68656963', '68656978', '68657663', '6d696631', '6d736631'].map((brand): [string, string] => [
		`HEIC ${brand}`,
		`00000018 66747970 ${brand}`,
	]),
	// Segments that look like a start of frame, but hold tables (ITU-T T.81, table B.1), and the start of the scan.
	[
		'JPEG with tables',
		'ffd8 ffc4 0008 08 ffffffff 00 ffc8 0008 08 ffffffff 00 ffcc 0008 08 ffffffff 00 ffcf 0011 08 0001 0001',
	],
	['JPEG without a frame', 'ffd8 ffda 0004 0000 ffc0 0011 08 ffff ffff'],
	['JPEG that leaves its segments', 'ffd8 ffe0 0004 0000 ff00 0004 0000 ffc0 0011 08 ffff ffff'],
])('%s is taken', (_name, bytes) => {
	expect(check(hex(bytes))).toBeUndefined();
});

test.each([
	[
		'PNG',
		'89504e470d0a1a0a 0000000d 49484452 00002ee1 00000001',
		'12001 by 1; a PNG may have 12000 by 12000',
	],
	['GIF', '474946383961 0100 d107', '1 by 2001; a GIF may have 2000 by 2000'],
	[
		'BMP',
		'424d 00000000 00000000 00000000 28000000 01000000 1fd1ffff',
		'1 by 12001; a BMP may have 12000 by 12000',
	],
	['JPEG with the first kind of frame', 'ffd8 ffe0 0004 0000 ffc0 0011 08 2ee1 0001', '1 by 12001'],
	[
		'JPEG',
		'ffd8 ffe0 0004 0000 ffc2 0011 08 2ee1 0001',
		'1 by 12001; a JPEG may have 12000 by 12000 at most',
	],
	['JPEG with the last kind of frame', 'ffd8 ff01 0004 0000 ffcf 0011 08 0001 2ee1', '12001 by 1'],
])('%s with too many pixels is refused', (_name, bytes, size) => {
	expect(check(hex(bytes))).toEqual({
		fault: 'has too many pixels for Feishu',
		hint: expect.stringContaining(size) as string,
		isTooLarge: true,
	});
});

test.each([
	...[
		'89504e470d0a1a0a',
		'474946383961',
		'424d',
		'ffd8ff',
		'52494646 00000000 57454250',
		'00000100',
		'49492a00',
		'00000018 66747970 68656963',
	].map((magic): [string, Buffer] => [`a file with ${magic} later on`, hex(`01${magic}`)]),
])('%s is refused', (_name, bytes) => {
	expect(check(bytes)).toEqual({
		fault: 'is not a picture that Feishu takes',
		hint: expect.stringContaining('JPEG') as string,
	});
});

const PNG = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000', 'hex');

test.each<[string, Uint8Array]>([
	['an SVG drawing', Buffer.from('<svg>')],
	['an SVG drawing', new Uint8Array(Buffer.from('\ufeff<?xml version="1.0"?>\n<svg xmlns="x">'))],
	['a web page', Buffer.from('\n<!DOCTYPE html><html>')],
	['a web page', Buffer.from('<html><body>Sign in')],
	['XML', Buffer.from('<?xml version="1.0"?><Error><Code>AccessDenied</Code>')],
	['JSON', Buffer.from('{"error":"not found"}')],
	[
		'a picture written as text (a data: address)',
		Buffer.from('data:image/png;base64,iVBORw0KGgo='),
	],
	['a picture written as text (Base64)', Buffer.from(PNG.toString('base64'))],
	['a picture written as text (Base64)', Buffer.from('/9j/4AAQSkZJRgABAQ==')],
	[
		'a picture that was decoded wrongly',
		Buffer.from(`data:image/png;base64,${PNG.toString('base64')}`, 'base64'),
	],
	['a picture that was read as text on its way', Buffer.from(PNG.toString('latin1'))],
	['a picture that was read as text on its way', Buffer.from(PNG.toString('utf8'))],
	[
		'a picture that was read as text on its way',
		Buffer.from(hex('ffd8ffe000104a464946').toString('utf8')),
	],
	['a PDF', Buffer.from('%PDF-1.7')],
	['a ZIP archive or an Office document', hex('504b0304')],
	['compressed (gzip)', hex('1f8b08')],
	['an AVIF picture', hex('0000001c 66747970 61766966')],
	['a HEIF file of a kind other than HEIC', hex('00000018 66747970 6865696d')],
	['a HEIF file of a kind other than HEIC', hex('00000018 66747970 6865766d')],
	['a video', hex('00000018 66747970 69736f6d')],
	['a sound', hex('52494646 00000000 57415645')],
	['text', Buffer.from('404: Not Found')],
	['text', Buffer.from('图表')],
])('a file that is no picture is named: %s', (what, bytes) => {
	expect(check(bytes)).toEqual({
		fault: `is not a picture that Feishu takes: it is ${what}`,
		hint: expect.stringMatching(/\S{3}/) as string,
	});
});

test('an empty file is refused, and one that is too large for Feishu', () => {
	const png = (size: number) => Buffer.concat([hex('89504e470d0a1a0a')], size);
	expect(check(Buffer.alloc(0))).toEqual({
		fault: 'is an empty file',
		hint: 'Check the node that makes the picture.',
	});
	expect(check(png(10 * 1024 * 1024))).toBeUndefined();
	expect(check(png(10 * 1024 * 1024 + 60_000))).toEqual({
		fault: 'is too large for Feishu',
		hint: 'It has 10.1 MB; 10 MB is the limit.',
		isTooLarge: true,
	});
	expect(check(png(10 * 1024 * 1024 + 1))).toMatchObject({ isTooLarge: true });
});

test('a file is judged by its own bytes, wherever they are in memory', () => {
	const memory = Buffer.concat([
		Buffer.from('<svg>'),
		hex('89504e470d0a1a0a 0000000d 49484452 00002ee1 00000001'),
	]);
	expect(check(memory.subarray(5))).toMatchObject({ fault: 'has too many pixels for Feishu' });
	expect(check(memory.subarray(0, 5))).toMatchObject({
		fault: 'is not a picture that Feishu takes: it is an SVG drawing',
	});
});

test('no file makes it throw, wherever it is cut', () => {
	const starts = fc
		.constantFrom('89504e470d0a1a0a', '474946383961', '424d', 'ffd8ff', '49492a00')
		.map((start) => Buffer.from(start, 'hex'));
	fc.assert(
		fc.property(starts, fc.uint8Array({ maxLength: 200 }), (start, rest) => {
			expect(() => check(Buffer.concat([start, rest]))).not.toThrow();
		}),
		{ numRuns: 2000 },
	);
});
