import { message, type Content } from '../../SendBotMessage/content';
import { sendMessageRequest, type Delivery, type FeishuRequest, type MessageBody } from '../feishu/sendMessage';
import type { ImageKeyOf, MessageType } from '../messageTypes/messageType';
import { readItemOptions, type ItemOptions } from '../../SendBotMessage/options';
import { isLonger } from '../parameters/length';
import type { Parameters } from '../parameters/readParameter';
import { readReceivers, type Receivers } from '../receivers/readReceivers';
import { problem, success, type Result } from '../result';

/** What one item wants to be sent. */
export interface PreparedItem {
	readonly receivers: Receivers;
	readonly options: ItemOptions;
	/** Binary fields whose pictures have to be uploaded first, and the parameter that names them. */
	readonly pictures: readonly string[];
	readonly pictureParameter: string;
	/** The message to one receiver. */
	requestTo(delivery: Delivery, imageKeyOf: ImageKeyOf): Result<FeishuRequest<MessageBody>>;
}

/** As long as a real one, so that the length of the message is right before its pictures are uploaded. */
const MADE_UP_PICTURE = 'img_v3_00000_00000000-0000-0000-0000-000000000000';

/** Checks the parameters of one item and compiles its message. Pure; never throws. */
export function prepareItem(parameters: Parameters, { namesOf, messageTypeOf }: Content = message): Result<PreparedItem> {
	const receivers = readReceivers(parameters);
	if (!receivers.ok) return receivers;
	const options = readItemOptions((parameters.options ?? {}) as Parameters);
	if (!options.ok) return options;
	const messageType = messageTypeOf(parameters);
	if (!messageType.ok) return messageType;
	const { msgType, maxBytes, pictureParameter = 'messageType', compile } = messageType.value;
	const tooLong = findTooLong(parameters, namesOf((name) => parameters[name]), messageType.value);
	if (tooLong) return tooLong;
	const pictures = new Set<string>();
	const content = compile(parameters, (binaryField) => {
		pictures.add(binaryField);
		return MADE_UP_PICTURE;
	});
	if (!content.ok) return content;

	const requestTo = (delivery: Delivery, imageKeyOf: ImageKeyOf) => {
		const compiled = pictures.size === 0 ? content : compile(parameters, imageKeyOf);
		return compiled.ok ? sendMessageRequest(delivery, msgType, compiled.value, maxBytes) : compiled;
	};
	const receiverId = receivers.value.ids.reduce((longest, id) => (id.length > longest.length ? id : longest));
	const trial = requestTo({ receiverId, receiverIdType: 'open_id', receiveType: receivers.value.receiveType }, () => MADE_UP_PICTURE);
	return trial.ok ? success({ receivers: receivers.value, options: options.value, pictures: [...pictures], pictureParameter, requestTo }) : trial;
}

/**
 * Characters of one parameter for each byte that the message may have. Compiling can make a parameter shorter, but hardly so
 * much: JSON that is indented and writes each letter as \uXXXX, text around which blank lines are dropped.
 */
const MOST_PER_BYTE = 10;

/** Before compiling: what is many times too long costs many times as much. The message itself is measured afterwards. */
function findTooLong(parameters: Parameters, names: readonly string[], { msgType, maxBytes, fields }: MessageType): Result<never> | undefined {
	if (maxBytes === undefined) return undefined;
	const most = maxBytes * MOST_PER_BYTE;
	const field = names.find((name) => isLonger(parameters[name], most));
	if (field === undefined) return undefined;
	const label = fields.find(({ name }) => name === field)?.displayName ?? field;
	return problem(
		field,
		`'${label}' is longer than Feishu takes`,
		`It has more than ${most} characters; ${maxBytes / 1024} KB (${maxBytes} bytes) is the documented limit for a whole message of type '${msgType}'. Shorten it, or send it in parts.`,
	);
}
