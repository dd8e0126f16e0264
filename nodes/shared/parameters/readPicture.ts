import type { INodeProperties } from 'n8n-workflow';

import { problem, success, type Result } from '../result';
import { readChoice, readName, type Parameters } from './readParameter';

/** The names of the two fields in a saved workflow; the image key's is `imageKey` everywhere. */
interface Names {
	readonly source: string;
	readonly binaryField: string;
}

/** The fields for one picture: from a file of the input item, or by the key of an uploaded one. */
export function pictureFields(label: string, { source, binaryField }: Names): INodeProperties[] {
	return [
		{
			displayName: `${label} Source`,
			name: source,
			type: 'options',
			noDataExpression: true,
			options: [
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
			],
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
	const chosen = readChoice(parameters, source, `${label} Source`, ['binary', 'imageKey']);
	if (!chosen.ok) return chosen;
	if (chosen.value === 'binary') {
		const field = readName(parameters, binaryField, 'Input Data Field Name');
		return field.ok ? success(new PictureOfItem(field.value)) : field;
	}
	const imageKey = readName(parameters, 'imageKey', 'Image Key');
	if (imageKey.ok && /^(https?:|data:|\/)/i.test(imageKey.value)) {
		return problem(
			'imageKey',
			"'Image Key' is an address, not a key",
			'Feishu takes only the key of an uploaded picture; it starts with img_',
		);
	}
	return imageKey;
}
