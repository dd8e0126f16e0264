export interface ImageFormat {
	contentType: string;
	/** Pixels, when the format tells them at a fixed place: PNG, GIF, BMP and JPEG do. */
	width?: number;
	height?: number;
}

/**
 * Recognises the formats Feishu takes (JPG, PNG, WEBP, GIF, BMP, ICO, TIFF, HEIC) by their first bytes.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/image/create
 */
export function imageFormatOf(bytes: Buffer): ImageFormat | null {
	const head = bytes.toString('latin1', 0, 16);
	if (head.startsWith('\x89PNG\r\n\x1a\n') && bytes.length >= 24) {
		return { contentType: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
	}
	if (/^GIF8[79]a/.test(head) && bytes.length >= 10) {
		return { contentType: 'image/gif', width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
	}
	if (head.startsWith('\xff\xd8\xff')) return { contentType: 'image/jpeg', ...jpegSize(bytes) };
	if (head.startsWith('BM') && bytes.length >= 26) {
		return {
			contentType: 'image/bmp',
			width: Math.abs(bytes.readInt32LE(18)),
			height: Math.abs(bytes.readInt32LE(22)),
		};
	}
	if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return { contentType: 'image/webp' };
	if (head.startsWith('\0\0\x01\0')) return { contentType: 'image/x-icon' };
	if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return { contentType: 'image/tiff' };
	if (/^ftyp(heic|heix|mif1|msf1)/.test(head.slice(4))) return { contentType: 'image/heic' };
	return null;
}

/** Walks the segments of a JPEG to its frame header, which holds the size. */
function jpegSize(bytes: Buffer): { width?: number; height?: number } {
	let at = 2;
	while (at + 9 < bytes.length && bytes[at] === 0xff) {
		const marker = bytes[at + 1] ?? 0;
		const isFrameHeader = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrameHeader) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
		at += 2 + bytes.readUInt16BE(at + 2);
	}
	return {};
}
