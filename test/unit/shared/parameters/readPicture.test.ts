import { PictureOfItem, readPicture } from '../../../../nodes/shared/parameters/readPicture';

const NAMES = { source: 'source', binaryField: 'field' };
const read = (parameters: object) => readPicture({ ...parameters }, 'Chart', NAMES);

test.each<[object, string | PictureOfItem]>([
	[{ source: 'binary', field: ' data ' }, new PictureOfItem('data')],
	[{ source: 'imageKey', imageKey: ' img_v2_1\n' }, 'img_v2_1'],
	...[
		'"img_v2_1"',
		"'img_v2_1",
		'img_v2_1\u200b',
		'![chart](img_v2_1)',
		{ image_key: 'img_v2_1' },
		{ code: 0, data: { image_key: 'img_v2_1' }, msg: 'success' },
		'{"image_key": "img_v2_1"}',
	].map((imageKey): [object, string] => [{ source: 'imageKey', imageKey }, 'img_v2_1']),
])('the key of %j', (parameters, key) => {
	expect(read(parameters)).toMatchObject({ ok: true, value: key });
});

const FILL_IN = 'Fill it in. If an expression fills it, check that this item has the value.';
const ONLY_KEY =
	'Enter the key that Feishu gave the picture when it was uploaded, such as img_v2_041b28e3-5680-48c2-9af2-497ace79333g. To send a picture that is not in Feishu yet, choose File as the source.';

test.each([
	[
		{},
		'source',
		"'Chart Source' has a value that does not exist",
		'Choose one of File, Image Key.',
	],
	[{ source: 'binary' }, 'field', "'Input Data Field Name' is empty", FILL_IN],
	[{ source: 'imageKey' }, 'imageKey', "'Image Key' is empty", FILL_IN],
	...[{ mimeType: 'image/png', fileName: 'a.png' }].map(
		(field): [object, string, string, string] => [
			{ source: 'binary', field },
			'field',
			"'Input Data Field Name' is a file, not the name of its field",
			'Enter the name alone, e.g. data, without $binary.',
		],
	),
	...[
		['http://example.com/a.png', 'an address, not a key'],
		['HTTPS://example.com/a.png', 'an address, not a key'],
		['example.com/a.png', 'an address, not a key'],
		['/a.png', 'an address, not a key'],
		['data:image/png;base64,', 'a picture as text (Base64), not a key'],
		[`iVBORw0KGgo${'A'.repeat(5000)}`, 'a picture as text (Base64), not a key'],
		['file_v2_041b28e3', 'the key of a file, not of a picture'],
		['img/http:/data:', 'no image key: that begins with img_'],
		['undefined', 'no image key: that begins with img_'],
		['img_v2_1, img_v2_2', 'no image key: that begins with img_'],
	].map(([imageKey, what]): [object, string, string, string] => [
		{ source: 'imageKey', imageKey },
		'imageKey',
		`'Image Key' is ${what}`,
		ONLY_KEY,
	]),
])('no key: %j', (parameters, field, message, hint) => {
	expect(read(parameters)).toEqual({ ok: false, problem: { field, message, hint } });
});
