import type { FeishuRequest } from './request';

/** Uploads a picture: https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/image/create */
export function uploadImageRequest(file: File): FeishuRequest {
	return {
		method: 'POST',
		path: '/open-apis/im/v1/images',
		query: {},
		body: { image_type: 'message' },
		file: { field: 'image', content: file },
	};
}

export function readImageKey({
	image_key: imageKey,
}: Readonly<Record<string, unknown>>): string | undefined {
	return typeof imageKey === 'string' && imageKey !== '' ? imageKey : undefined;
}
