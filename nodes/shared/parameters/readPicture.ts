import type { INodeProperties } from 'n8n-workflow';

import { andThen, asRecord, problem, success, type Result } from '../result';
import { jsonIn } from './plainValue';
import { notesOn, withoutInvisible, withoutQuotes } from './pasted';
import { isJsonObject, readChoice, readName, type Parameters } from './readParameter';

/** The names of the two fields in a saved workflow; the image key's is `imageKey` everywhere. */
interface Names {
	readonly source: string;
	readonly binaryField: string;
}

const sources = [
	{
		name: 'File',
		value: 'binary',
		description: 'A file of the input item; it is uploaded when the message is sent',
	},
	{
		name: 'Image Key',
		value: 'imageKey',
		description: 'A picture that was uploaded to Feishu before',
	},
] as const;

/** The fields for one picture: from a file of the input item, or by the key of an uploaded one. */
export function pictureFields(label: string, { source, binaryField }: Names): INodeProperties[] {
	return [
		{
			displayName: `${label} Source`,
			name: source,
			type: 'options',
			noDataExpression: true,
			options: [...sources],
			default: 'binary',
			description: 'Where the picture comes from',
		},
		{
			displayName: 'Input Data Field Name',
			name: binaryField,
			type: 'string',
			displayOptions: { show: { [source]: ['binary'] } },
			required: true,
			default: 'data',
			placeholder: 'e.g. data',
			description: 'Name of the field of the input item that holds the picture',
			hint: 'JPEG, PNG, WEBP, GIF, BMP, ICO, TIFF or HEIC, up to 10 MB. The app needs the scope im:resource and the bot ability.',
		},
		{
			displayName: 'Image Key',
			name: 'imageKey',
			type: 'string',
			displayOptions: { show: { [source]: ['imageKey'] } },
			required: true,
			default: '',
			placeholder: 'e.g. img_v2_041b28e3-5680-48c2-9af2-497ace79333g',
			description: 'The key that Feishu gave the picture when it was uploaded',
			hint: 'The picture may have to be uploaded by the same app that sends it',
		},
	];
}

/** A picture in a binary field of the input item. In a compiled message it stands for the key that it gets by uploading. */
export class PictureOfItem {
	constructor(readonly binaryField: string) {}
}

export function readPicture(
	parameters: Parameters,
	label: string,
	{ source, binaryField }: Names,
): Result<string | PictureOfItem> {
	const chosen = readChoice(parameters, source, `${label} Source`, sources);
	if (!chosen.ok) return chosen;
	if (chosen.value === 'imageKey') return readImageKey(parameters);
	if (isFile(parameters[binaryField]))
		return problem(
			binaryField,
			"'Input Data Field Name' is a file, not the name of its field",
			'Enter the name alone, e.g. data, without $binary.',
		);
	const field = readName(parameters, binaryField, 'Input Data Field Name');
	return andThen(field, (name) => success(new PictureOfItem(name)));
}

/** What $binary.data gives (IBinaryData of n8n-workflow). */
function isFile(value: unknown): boolean {
	return isJsonObject(value) && 'mimeType' in value;
}

const FROM_FILE = 'To send a picture that is not in Feishu yet, choose File as the source.';

/** A key alone, or in what Feishu answered to an upload, or in Markdown: `![title](key)`. */
function readImageKey(parameters: Parameters): Result<string> {
	const given = parameters.imageKey;
	const value = typeof given === 'string' ? jsonIn(given) : given;
	const inside = isJsonObject(value)
		? (asRecord(value.data).image_key ?? value.image_key ?? value.img_key ?? given)
		: given;
	// Before its length is looked at: Base64 has many characters.
	const start = typeof inside === 'string' ? inside.slice(0, 100).trim() : '';
	const what = NO_KEYS.find(([pattern]) => pattern.test(start))?.[1];
	if (what !== undefined) return refuseKey(what);
	return andThen(readName({ imageKey: inside }, 'imageKey', 'Image Key'), (text) => {
		const key = /^(?:!\[[^\]]*\]\()?(img_[\w-]+)\)?$/.exec(
			withoutQuotes(withoutInvisible(text)),
		)?.[1];
		return key === undefined
			? refuseKey('no image key: that begins with img_')
			: success(key, notesOn(typeof given === 'string' ? given : text, key));
	});
}

function refuseKey(what: string): Result<never> {
	return problem(
		'imageKey',
		`'Image Key' is ${what}`,
		`Enter the key that Feishu gave the picture when it was uploaded, such as img_v2_041b28e3-5680-48c2-9af2-497ace79333g. ${FROM_FILE}`,
	);
}

const NO_KEYS: ReadonlyArray<readonly [RegExp, string]> = [
	[/^(?:https?:\/\/|\/|(?:[\w-]+\.)+[a-z]{2,}(?:\/|$))/i, 'an address, not a key'],
	[/^(?:data:|iVBORw0KGgo|\/9j\/|R0lGOD|UklGR)/, 'a picture as text (Base64), not a key'],
	[/^file_/, 'the key of a file, not of a picture'],
];
