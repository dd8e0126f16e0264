import { PictureOfItem, readPicture } from '../../../../nodes/shared/parameters/readPicture';

const NAMES = { source: 'source', binaryField: 'field' };
const read = (parameters: object) => readPicture({ ...parameters }, 'Chart', NAMES);

test.each<[object, string | PictureOfItem]>([
	[{ source: 'binary', field: ' data ' }, new PictureOfItem('data')],
	[{ source: 'imageKey', imageKey: ' img_v2_1\n' }, 'img_v2_1'],
	[{ source: 'imageKey', imageKey: 'img/http:/data:' }, 'img/http:/data:'],
])('the key of %j', (parameters, key) => {
	expect(read(parameters)).toEqual({ ok: true, value: key });
});

const FILL_IN = 'Fill it in. If an expression fills it, check that this item has the value.';
const ONLY_KEY = 'Feishu takes only the key of an uploaded picture; it starts with img_';

test.each([
	[
		{},
		'source',
		"'Chart Source' has a value that does not exist",
		'Choose one of binary, imageKey.',
	],
	[{ source: 'binary' }, 'field', "'Input Data Field Name' is empty", FILL_IN],
	[{ source: 'imageKey' }, 'imageKey', "'Image Key' is empty", FILL_IN],
	...[
		'http://example.com/a.png',
		'HTTPS://example.com/a.png',
		'data:image/png;base64,',
		'/a.png',
	].map((imageKey): [object, string, string, string] => [
		{ source: 'imageKey', imageKey },
		'imageKey',
		"'Image Key' is an address, not a key",
		ONLY_KEY,
	]),
])('no key: %j', (parameters, field, message, hint) => {
	expect(read(parameters)).toEqual({ ok: false, problem: { field, message, hint } });
});
