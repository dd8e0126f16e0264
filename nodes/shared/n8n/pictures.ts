import type { IExecuteFunctions } from 'n8n-workflow';

import { asNotSent, deliver, type CallResult, type DeliveryContext } from '../delivery/deliver';
import { Gate } from '../delivery/gate';
import { findImageFault, findSizeFault, type ImageFault } from '../feishu/imageFormat';
import { readImageKey, uploadImageRequest } from '../feishu/uploadImage';
import { problem, success, toError, type Result } from '../result';
import type { Message } from '../run/outcome';
import type { Pictures } from '../run/pictures';
import { sha256 } from '../sha256';
import { storedFile } from './storedFile';

/** Each takes as much of the line as it gets: more at a time would not be through sooner. */
const UPLOADS_AT_ONCE = 5;
/** Of a file that is read. With Node's default, 64 KB, it takes twice the CPU time. */
const CHUNK_BYTES = 256 * 1024;
/** Feishu does not show it. */
const NAME = 'image';

const LABEL = 'Input Data Field Name';
const RESIZE = "n8n's Edit Image node makes pictures smaller.";

/** @param imageKeys keys of what was uploaded in this execution, by account and content hash: a key is for one app */
export function picturesOf(
	context: Pick<IExecuteFunctions, 'helpers' | 'getInputData'>,
	imageKeys: Map<string, string>,
): Pictures {
	const { helpers } = context;
	/** By where they lie: items may share a file. */
	const checked = new Map<string, Promise<Result<string>>>();
	const uploads = new Gate(() => UPLOADS_AT_ONCE);
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
		const running = uploading.get(contentHash) ?? uploadInTurn(item, field, context);
		uploading.set(contentHash, running);
		const uploaded = await running;
		if (uploaded.verdict === 'sent') imageKeys.set(name, uploaded.value);
		// A picture that failed may be tried again by the next message that shows it.
		uploading.delete(contentHash);
		return uploaded;
	};

	const uploadInTurn: typeof upload = async (...picture) => {
		await uploads.enter();
		try {
			return await upload(...picture);
		} finally {
			uploads.leave();
		}
	};

	const upload = async (
		item: number,
		field: string,
		context: DeliveryContext,
	): Promise<CallResult<string>> => {
		let failure: unknown;
		const file = await fileOf(item, field, (error) => (failure = error));
		const retry = { maxTries: 3, resendUnknown: true };
		const uploaded = await deliver(
			{
				request: uploadImageRequest(file),
				read: readImageKey,
				timeoutSeconds: 60,
				retry,
				pace: context.client.sidePace,
				perMinute: 0,
			},
			context,
		);
		if (uploaded.verdict !== 'sent' && failure !== undefined) throw toError(failure);
		// Whatever is wrong with uploading, messages without a picture can still be sent.
		return uploaded.verdict === 'refused' && !uploaded.tokenRefused
			? { ...uploaded, everyItem: false }
			: uploaded;
	};

	/** Read once more rather than kept since it was checked: a thousand pictures do not fit into memory. */
	const fileOf = async (
		item: number,
		field: string,
		onFailure: (error: unknown) => void,
	): Promise<File> => {
		const { id } = helpers.assertBinaryData(item, field);
		const size = await storedSize(id);
		if (id !== undefined && size > 0)
			return storedFile(
				NAME,
				size,
				async () => await helpers.getBinaryStream(id, CHUNK_BYTES),
				onFailure,
			);
		const bytes = await helpers.getBinaryDataBuffer(item, field);
		return new File([bytes as Uint8Array<ArrayBuffer>], NAME);
	};

	const check = async (
		{ item, prepared: { pictureParameter } }: Message,
		field: string,
	): Promise<Result<string>> => {
		const { id } = context.getInputData()[item]?.binary?.[field] ?? {};
		const place = JSON.stringify(id === undefined ? [item, field] : [id, field, pictureParameter]);
		const checking = checked.get(place) ?? inspect(item, field, pictureParameter);
		checked.set(place, checking);
		return await checking;
	};

	return {
		async check(message) {
			for (const field of message.prepared.pictures) {
				const result = await check(message, field);
				if (!result.ok) return result.problem;
			}
			return undefined;
		},
		async upload(message, context) {
			const keys = new Map<string, string>();
			for (const field of message.prepared.pictures) {
				const contentHash = await check(message, field);
				const uploaded = await keyOf(
					message.item,
					field,
					contentHash.ok ? contentHash.value : '',
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
