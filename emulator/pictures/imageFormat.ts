import { imageSize } from 'image-size';

export interface ImageFormat {
	contentType: string;
	/** Pixels. */
	width: number;
	height: number;
}

/**
 * The formats that Feishu accepts, by the names of image-size.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/image/create
 */
const contentTypes: Record<string, string> = {
	bmp: 'image/bmp',
	gif: 'image/gif',
	heic: 'image/heic',
	heix: 'image/heic',
	hevc: 'image/heic',
	hevx: 'image/heic',
	mif1: 'image/heic',
	msf1: 'image/heic',
	ico: 'image/x-icon',
	jpg: 'image/jpeg',
	png: 'image/png',
	tiff: 'image/tiff',
	webp: 'image/webp',
};

/** null for another format, and for a file that breaks off before its size. */
export function imageFormatOf(bytes: Buffer): ImageFormat | null {
	try {
		// A copy: image-size reads past the end of a Buffer that shares its memory with others.
		const { type, width, height } = imageSize(new Uint8Array(bytes));
		const contentType = contentTypes[type ?? ''];
		return contentType ? { contentType, width, height } : null;
	} catch {
		return null;
	}
}
