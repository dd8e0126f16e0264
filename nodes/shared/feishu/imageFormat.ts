import { describeNoPicture } from './noPicture';

/** Limits: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/image/create */
const MAX_BYTES = 10 * 1024 * 1024;
const MAX_PIXELS = 12_000;
const MAX_PIXELS_OF_GIF = 2_000;

type Size = readonly [width: number, height: number];

interface Format {
	readonly name: string;
	/** What the file begins with, in hexadecimal; a dot stands for any digit. */
	readonly magic: RegExp;
	/** Where the format tells its size cheaply. */
	readonly size?: (view: DataView) => Size;
}

const formats: readonly Format[] = [
	{
		name: 'PNG',
		magic: /^89504e470d0a1a0a/,
		size: (view) => [view.getUint32(16), view.getUint32(20)],
	},
	{
		name: 'GIF',
		magic: /^474946383[79]61/,
		size: (view) => [view.getUint16(6, true), view.getUint16(8, true)],
	},
	{
		name: 'BMP',
		magic: /^424d/,
		size: (view) => [Math.abs(view.getInt32(18, true)), Math.abs(view.getInt32(22, true))],
	},
	{ name: 'JPEG', magic: /^ffd8ff/, size: sizeOfJpeg },
	{ name: 'WEBP', magic: /^52494646.{8}57454250/ },
	{ name: 'ICO', magic: /^00000100/ },
	{ name: 'TIFF', magic: /^(49492a00|4d4d002a)/ },
	{ name: 'HEIC', magic: /^.{8}66747970(68656963|68656978|68657663|6d696631|6d736631)/ },
];

/** Why Feishu would not take a picture. */
export interface ImageFault {
	/** To stand behind the name of the picture. */
	readonly fault: string;
	readonly hint: string;
	readonly isTooLarge?: true;
}

/** Checks what Feishu checks at an upload, as far as the file tells it cheaply. Undefined: nothing is wrong. */
export function findImageFault(bytes: Uint8Array): ImageFault | undefined {
	if (bytes.length === 0)
		return { fault: 'is an empty file', hint: 'Check the node that makes the picture.' };
	const tooLarge = findSizeFault(bytes.length);
	if (tooLarge) return tooLarge;
	const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 32)).toString(
		'hex',
	);
	const format = formats.find(({ magic }) => magic.test(start));
	if (!format) return describeNoPicture(bytes);
	const [width, height] = readSize(format, bytes);
	const limit = format.name === 'GIF' ? MAX_PIXELS_OF_GIF : MAX_PIXELS;
	if (Math.max(width, height) <= limit) return undefined;
	return {
		fault: 'has too many pixels for Feishu',
		hint: `It is ${width} by ${height}; a ${format.name} may have ${limit} by ${limit} at most.`,
		isTooLarge: true,
	};
}

/** For a file of which nothing else is known yet. */
export function findSizeFault(bytes: number): ImageFault | undefined {
	if (bytes <= MAX_BYTES) return undefined;
	return {
		fault: 'is too large for Feishu',
		hint: `It has ${(bytes / 1024 / 1024).toFixed(1)} MB; 10 MB is the limit.`,
		isTooLarge: true,
	};
}

function readSize({ size }: Format, bytes: Uint8Array): Size {
	try {
		return size?.(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)) ?? [0, 0];
	} catch {
		// A file that is cut short: Feishu will say so.
		return [0, 0];
	}
}

/** Follows the segments of a JPEG to the one that holds its size (ITU-T T.81, B.2.2). */
function sizeOfJpeg(view: DataView): Size {
	for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
		const marker = view.getUint16(at);
		const isStartOfFrame =
			marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
		if (isStartOfFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
		if (marker < 0xff01 || marker === 0xffda) return [0, 0];
	}
}
