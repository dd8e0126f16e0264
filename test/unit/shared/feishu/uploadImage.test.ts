import { readImageKey, uploadImageRequest } from '../../../../nodes/shared/feishu/uploadImage';

test('the request, whole', () => {
	const file = new File(['picture'], 'chart.png');
	expect(uploadImageRequest(file)).toEqual({
		method: 'POST',
		path: '/open-apis/im/v1/images',
		query: {},
		body: { image_type: 'message' },
		file: { field: 'image', content: file },
	});
});

test('only a text with something in it is a key', () => {
	expect(['img_1', '', 7, undefined].map((key) => readImageKey({ image_key: key }))).toEqual([
		'img_1',
		undefined,
		undefined,
		undefined,
	]);
});
