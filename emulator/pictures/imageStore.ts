import { randomUUID } from 'node:crypto';

import { demoPictures } from './demoPictures';

interface StoredImage {
	/** null: a demo picture, which every app may send. */
	appId: string | null;
	contentType: string;
	/** null: dropped to save memory; the key is still valid. */
	read: (() => Buffer) | null;
}

const KEPT_BYTES = 200 * 1024 * 1024;
const KEPT_KEYS = 10_000;

/** The pictures that were uploaded, and the demo pictures that exist from the start. */
export class ImageStore {
	private readonly images = new Map<string, StoredImage>();
	/** Uploads whose bytes are still kept, oldest first. */
	private readonly kept: Array<{ image: StoredImage; bytes: number }> = [];
	private keptBytes = 0;

	constructor() {
		for (const [imageKey, read] of Object.entries(demoPictures)) {
			this.images.set(imageKey, { appId: null, contentType: 'image/png', read });
		}
	}

	/** The new image_key. */
	add(appId: string, contentType: string, bytes: Buffer): string {
		const imageKey = `img_v2_${randomUUID()}g`;
		const image: StoredImage = { appId, contentType, read: () => bytes };
		this.images.set(imageKey, image);
		this.kept.push({ image, bytes: bytes.length });
		this.keptBytes += bytes.length;
		for (const [oldestKey, { appId: owner }] of this.images) {
			if (this.images.size <= KEPT_KEYS) break;
			if (owner !== null) this.images.delete(oldestKey);
		}
		while (this.keptBytes > KEPT_BYTES) {
			const oldest = this.kept.shift();
			if (!oldest) break;
			oldest.image.read = null;
			this.keptBytes -= oldest.bytes;
		}
		return imageKey;
	}

	find(imageKey: string): StoredImage | undefined {
		return this.images.get(imageKey);
	}
}
