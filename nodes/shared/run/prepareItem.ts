import {
	sendMessageRequest,
	type FeishuRequest,
	type MessageBody,
	type Recipient,
} from '../feishu/sendMessage';
import { contentJson, type KeyOfPicture } from '../messageTypes/contentJson';
import type { MessageType } from '../messageTypes/messageType';
import { itemOptions, type ItemOptions } from '../options';
import { readOptions } from '../options/option';
import { isLonger } from '../parameters/length';
import { optionsOf, type Parameters } from '../parameters/readParameter';
import { readReceivers, type Receivers } from '../receivers/readReceivers';
import { all, problem, success, type Result } from '../result';
import type { MessageSource } from './messageSource';

/** What one item wants to be sent. */
export interface PreparedItem {
	readonly receivers: Receivers;
	readonly options: ItemOptions;
	/** Binary fields whose pictures have to be uploaded first, and the parameter that names them. */
	readonly pictures: readonly string[];
	readonly pictureParameter: string;
	/** Sent later it would be of no use. */
	readonly notAfter?: Date;
	readonly preview: MessageType['preview'];
	/** The message to one receiver. */
	requestTo(recipient: Recipient, keyOf: KeyOfPicture): FeishuRequest<MessageBody>;
}

/** In place of an image key. As long as a real one, so that the length of the message is right before its pictures are uploaded. */
const PLACEHOLDER = 'img_v3_00000_00000000-0000-0000-0000-000000000000';

/** Checks the parameters of one item and compiles its message. Pure; never throws. */
export function prepareItem(
	parameters: Parameters,
	{ namesOf, messageTypeOf }: MessageSource,
): Result<PreparedItem> {
	const read = all({
		receivers: readReceivers(parameters),
		options: readOptions(itemOptions, optionsOf(parameters)),
		messageType: messageTypeOf(parameters),
	});
	if (!read.ok) return read;
	const { receivers, options, messageType } = read.value;
	const { value: msgType, maxBytes = Infinity, pictureParameter = 'messageType' } = messageType;
	const tooLong = findTooLong(
		parameters,
		namesOf((name) => parameters[name]),
		messageType,
	);
	if (tooLong) return tooLong;
	const content = messageType.compile(parameters);
	if (!content.ok) return content;
	const pictures = new Set<string>();
	const json = toJson(content.value, (binaryField) => {
		pictures.add(binaryField);
		return PLACEHOLDER;
	});
	if (json === undefined)
		return problem(
			'messageType',
			'The message is nested too deeply',
			'Lists and objects stand in one another thousands of times over. Check what the expression returns for this item.',
		);

	const receiverId = receivers.ids.reduce((longest, id) =>
		id.length > longest.length ? id : longest,
	);
	const trial = sendMessageRequest(
		{ receiverId, receiverIdType: 'open_id', receiveType: receivers.receiveType },
		msgType,
		json,
	);
	const bytes = Buffer.byteLength(JSON.stringify(trial.body));
	if (bytes > maxBytes) {
		return problem(
			'messageType',
			'The message is too long for Feishu',
			`It has ${bytes} bytes, quotation marks and escapes included; ${maxBytes / 1024} KB (${maxBytes} bytes) is the documented limit for messages of type '${msgType}'. Shorten it, or send it in parts.`,
		);
	}
	return success({
		receivers,
		options,
		pictures: [...pictures],
		pictureParameter,
		notAfter: messageType.notAfter,
		preview: messageType.preview,
		requestTo: (recipient, keyOf) =>
			sendMessageRequest(
				recipient,
				msgType,
				pictures.size === 0 ? json : contentJson(content.value, keyOf),
			),
	});
}

/** undefined where the call stack has no room for it: JSON.parse takes deeper nesting than JSON.stringify (Node 20). */
function toJson(content: object, keyOf: KeyOfPicture): string | undefined {
	try {
		return contentJson(content, keyOf);
	} catch {
		return undefined;
	}
}

/**
 * Characters of one parameter for each byte that the message may have. Compiling can make a parameter shorter, but hardly so
 * much: JSON that is indented and writes each letter as \uXXXX, text around which blank lines are dropped.
 */
const MOST_PER_BYTE = 10;

/** Before compiling: what is many times too long costs many times as much. The message itself is measured afterwards. */
function findTooLong(
	parameters: Parameters,
	names: readonly string[],
	{ value: msgType, maxBytes, fields }: MessageType,
): Result<never> | undefined {
	if (maxBytes === undefined) return undefined;
	const most = maxBytes * MOST_PER_BYTE;
	const field = names.find((name) => isLonger(parameters[name], most));
	if (field === undefined) return undefined;
	const label =
		field === 'options'
			? 'Options'
			: (fields.find(({ name }) => name === field)?.displayName ?? field);
	return problem(
		field,
		`'${label}' is too long for Feishu`,
		`It has more than ${most} characters; ${maxBytes / 1024} KB (${maxBytes} bytes) is the documented limit for a whole message of type '${msgType}'. Shorten it, or send it in parts.`,
	);
}
