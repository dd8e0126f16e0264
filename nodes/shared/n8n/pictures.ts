import type { IExecuteFunctions } from 'n8n-workflow';

import { asNotSent, deliver, type CallResult, type DeliveryContext } from '../delivery/deliver';
import { findImageFault, findSizeFault, type ImageFault } from '../feishu/imageFormat';
import { readImageKey, uploadImageRequest } from '../feishu/uploadImage';
import { problem, success, toError, type Result } from '../result';
import type { Pictures } from '../run/pictures';
import { sha256 } from '../sha256';

const LABEL = 'Input Data Field Name';
const RESIZE = "n8n's Edit Image node makes pictures smaller.";

/** @param imageKeys keys of what was uploaded in this execution, by account and content hash: a key is for one app */
export function picturesOf(
	context: Pick<IExecuteFunctions, 'helpers' | 'getInputData'>,
	imageKeys: Map<string, string>,
): Pictures {
	const { helpers } = context;
	const checked = new Map<string, Result<string>>();
	const uploading = new Map<string, Promise<CallResult<string>>>();

	/** The content hash of a good picture. */
	const inspect = async (
		item: number,
		field: string,
		parameter: string,
	): Promise<Result<string>> => {
		const place = `'${LABEL}' (${field.slice(0, 80)})`;
		let bytes: Uint8Array;
		let id: string | undefined;
		try {
			({ id } = helpers.assertBinaryData(item, field));
		} catch {
			return problem(parameter, `${place} has no file in this item`, filesOf(item));
		}
		try {
			const tooLarge = findSizeFault(await storedSize(id));
			if (tooLarge) return toProblem(tooLarge, parameter, place);
			bytes = await helpers.getBinaryDataBuffer(item, field);
		} catch (error) {
			return problem(
				parameter,
				`${place} has a file that n8n cannot read`,
				`n8n said: ${toError(error).message.slice(0, 300)}. Run the node before again.`,
			);
		}
		const found = findImageFault(bytes);
		return found ? toProblem(found, parameter, place) : success(await sha256(bytes));
	};

	/** Which names would do. */
	const filesOf = (item: number): string => {
		const files = Object.entries(context.getInputData()[item]?.binary ?? {}).map(
			([field, { fileName }]) => (fileName === undefined ? field : `${field} (${fileName})`),
		);
		return files.length === 0
			? 'This item has no file at all. Check the nodes before: one of them may not pass files on.'
			: `This item has: ${files.join(', ').slice(0, 300)}.`;
	};

	/** Of a file that n8n keeps outside of the item, so that one of gigabytes is not read first; 0: it is in memory, or not known. */
	const storedSize = async (id: string | undefined): Promise<number> => {
		if (id === undefined) return 0;
		const metadata = await helpers.getBinaryMetadata(id).catch(() => undefined);
		return metadata?.fileSize ?? 0;
	};

	const keyOf = async (
		item: number,
		field: string,
		contentHash: string,
		context: DeliveryContext,
	): Promise<CallResult<string>> => {
		const name = `${context.client.account} ${contentHash}`;
		const known = imageKeys.get(name);
		if (known !== undefined) return { verdict: 'sent', value: known };
		const running = uploading.get(contentHash) ?? upload(item, field, context);
		uploading.set(contentHash, running);
		const uploaded = await running;
		if (uploaded.verdict === 'sent') imageKeys.set(name, uploaded.value);
		// A picture that failed may be tried again by the next message that shows it.
		uploading.delete(contentHash);
		return uploaded;
	};

	const upload = async (
		item: number,
		field: string,
		context: DeliveryContext,
	): Promise<CallResult<string>> => {
		// Read once more rather than kept since it was checked: a thousand pictures do not fit into memory.
		const request = uploadImageRequest(await helpers.getBinaryDataBuffer(item, field), 'image');
		const retry = { maxTries: 3, resendUnknown: true };
		const uploaded = await deliver(
			{
				request,
				read: readImageKey,
				timeoutSeconds: 60,
				retry,
				pace: context.client.sidePace,
				perMinute: 0,
			},
			context,
		);
		// Whatever is wrong with uploading, messages without a picture can still be sent.
		return uploaded.verdict === 'refused' && !uploaded.tokenRefused
			? { ...uploaded, everyItem: false }
			: uploaded;
	};

	return {
		async check({ item, prepared }) {
			for (const field of prepared.pictures) {
				const name = `${item} ${field}`;
				const result = checked.get(name) ?? (await inspect(item, field, prepared.pictureParameter));
				checked.set(name, result);
				if (!result.ok) return result.problem;
			}
			return undefined;
		},
		async upload({ item, prepared }, context) {
			const keys = new Map<string, string>();
			for (const field of prepared.pictures) {
				const contentHash = checked.get(`${item} ${field}`);
				const uploaded = await keyOf(
					item,
					field,
					contentHash?.ok ? contentHash.value : '',
					context,
				);
				if (uploaded.verdict !== 'sent') return asNotSent(uploaded);
				keys.set(field, uploaded.value);
			}
			return { verdict: 'sent', value: (field) => keys.get(field) ?? '' };
		},
	};
}

function toProblem(
	{ fault, hint, isTooLarge }: ImageFault,
	parameter: string,
	place: string,
): Result<never> {
	return problem(parameter, `${place} ${fault}`, isTooLarge ? `${hint} ${RESIZE}` : hint);
}
