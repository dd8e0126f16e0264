import type { IExecuteFunctions } from 'n8n-workflow';

import type { Message } from '../../../../nodes/shared/run/outcome';
import { picturesOf } from '../../../../nodes/shared/n8n/pictures';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** What is found out about a picture, and whether its file was read. */
async function check(binary: object, metadata: () => Promise<object>) {
	let isRead = false;
	const helpers = {
		assertBinaryData: () => binary,
		getBinaryMetadata: metadata,
		getBinaryDataBuffer: async () => {
			isRead = true;
			return PNG;
		},
	};
	const pictures = picturesOf(
		{ helpers, getInputData: () => [] } as unknown as IExecuteFunctions,
		new Map(),
	);
	const problem = await pictures.check({
		item: 0,
		prepared: { pictures: ['data'], pictureParameter: 'imageBinaryField' },
	} as unknown as Message);
	return { problem, isRead };
}

test('a file that is too large is not read to find it out', async () => {
	expect(await check({ id: 'filesystem-v2:x' }, async () => ({ fileSize: 3 * 1024 ** 3 }))).toEqual(
		{
			problem: {
				field: 'imageBinaryField',
				message: "'Input Data Field Name' (data) is too large for Feishu",
				hint: "It has 3072.0 MB; 10 MB is the limit. n8n's Edit Image node makes pictures smaller.",
			},
			isRead: false,
		},
	);
});

test.each<[string, object, () => Promise<object>]>([
	['that is small enough', { id: 'filesystem-v2:x' }, async () => ({ fileSize: 8 })],
	['whose size n8n does not know', { id: 's3:x' }, async () => ({})],
	[
		'whose size cannot be found out',
		{ id: 's3:x' },
		async () => await Promise.reject(new Error('no metadata')),
	],
	['that is in memory', { data: '' }, async () => await Promise.reject(new Error('not asked'))],
])('a file %s is read', async (_name, binary, metadata) => {
	expect(await check(binary, metadata)).toEqual({ problem: undefined, isRead: true });
});
