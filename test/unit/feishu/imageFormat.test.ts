import fc from 'fast-check';

import { checkImage } from '../../../nodes/SendBotMessage/feishu/imageFormat';

const hex = (text: string) => Buffer.concat([Buffer.from(text.replace(/\s/g, ''), 'hex'), Buffer.alloc(40)]);
const check = (bytes: Uint8Array) => checkImage(bytes, 'binaryField', 'The picture');

test.each([
	['PNG', '89504e470d0a1a0a 0000000d 49484452 00002ee0 00002ee0'],
	['GIF', '474946383961 d007 d007'],
	['BMP', '424d 00000000 00000000 00000000 28000000 e02e0000 20d1ffff'],
	['JPEG', 'ffd8 ffe0 0004 0000 ffc0 0011 08 2ee0 2ee0'],
	['JPEG, cut short', 'ffd8 ffe0 4000'],
	['WEBP', '52494646 00000000 57454250'],
	['ICO', '00000100'],
	['TIFF', '49492a00'],
	['HEIC', '00000018 66747970 68656963'],
])('%s is taken', (_name, bytes) => {
	expect(check(hex(bytes))).toEqual({ ok: true, value: true });
});

test.each([
	['PNG', '89504e470d0a1a0a 0000000d 49484452 00002ee1 00000001', '12001 by 1'],
	['GIF', '474946383961 0100 d107', '1 by 2001'],
	['BMP', '424d 00000000 00000000 00000000 28000000 01000000 1fd1ffff', '1 by 12001'],
	['JPEG', 'ffd8 ffe0 0004 0000 ffc2 0011 08 2ee1 0001', '1 by 12001'],
])('%s with too many pixels is refused', (_name, bytes, size) => {
	expect(check(hex(bytes))).toMatchObject({ ok: false, problem: { field: 'binaryField', message: 'The picture has more pixels than Feishu takes', hint: expect.stringContaining(size) as string } });
});

test.each([
	['SVG', Buffer.from('<svg>')],
	['PDF', Buffer.from('%PDF-1.7')],
	['WAV, a RIFF like WEBP', hex('52494646 00000000 57415645')],
])('%s is refused', (_name, bytes) => {
	expect(check(bytes)).toMatchObject({ ok: false, problem: { message: 'The picture is not a picture that Feishu takes' } });
});

test('no file makes it throw, wherever it is cut', () => {
	const starts = fc.constantFrom('89504e470d0a1a0a', '474946383961', '424d', 'ffd8ff', '49492a00').map((start) => Buffer.from(start, 'hex'));
	fc.assert(
		fc.property(starts, fc.uint8Array({ maxLength: 200 }), (start, rest) => {
			expect(typeof check(Buffer.concat([start, rest])).ok).toBe('boolean');
		}),
		{ numRuns: 2000 },
	);
});
