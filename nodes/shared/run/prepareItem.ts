import { messagePlaces } from '../feishu/messagePlaces';
import type { FeishuRequest, MessageBody } from '../feishu/request';
import type { Recipient } from '../feishu/sendMessage';
import { contentJson, type KeyOfPicture, type StandIns } from '../messageTypes/contentJson';
import type { MessageType } from '../messageTypes/messageType';
import { itemOptions, type ItemOptions } from '../options';
import { readOptions } from '../options/option';
import { isLonger } from '../parameters/length';
import type { Parameters } from '../parameters/readParameter';
import { isAddress } from '../receivers/idTypes';
import { personKey, type Person } from '../receivers/readPeople';
import type { Receivers } from '../receivers/readReceivers';
import { all, problem, success, type Result } from '../result';
import type { MessageSource } from './messageSource';

/** What one item wants to be sent. */
export interface PreparedItem {
	readonly receivers: Receivers;
	/** Wire name of its type. */
	readonly msgType: string;
	readonly options: ItemOptions;
	/** Binary fields whose pictures have to be uploaded first, and the parameter that names them. */
	readonly pictures: readonly string[];
	readonly pictureParameter: string;
	/** True where a ticket takes this type. */
	readonly fitsTicket: boolean;
	/** Sent later it would be of no use. */
	readonly notAfter?: Date;
	readonly preview: MessageType['preview'];
	/** What was read otherwise than it was typed, the receivers aside. */
	readonly notes: readonly string[];
	/** Who is mentioned, the receiver aside; and the parameter that names them. */
	readonly mentioned: readonly Person[];
	readonly mentionParameter: string;
	/**
	 * The message to one receiver. `idOf` gives the IDs of those who are mentioned.
	 * @param meant whom a mention of the receiver means; another than the recipient for a message that goes into their ticket
	 */
	requestTo(
		recipient: Recipient,
		keyOf: KeyOfPicture,
		idOf: IdOfPerson,
		meant?: Recipient,
	): FeishuRequest<MessageBody>;
}

/** Gives the ID that Feishu takes for somebody; their own, or the one that was found for their address. */
export type IdOfPerson = (person: Person) => string;

/** In place of a key or an ID, and as long as a real one, so that the length of the message is right before those are known. */
const SOME_PICTURE = 'img_v3_00000_00000000-0000-0000-0000-000000000000';
const SOMEBODY = 'ou_00000000000000000000000000000000';

/** Checks the parameters of one item and compiles its message. Pure; never throws. */
export function prepareItem(
	parameters: Parameters,
	{ receivers: receiverSource, namesOf, messageTypeOf }: MessageSource,
): Result<PreparedItem> {
	const read = all({
		receivers: receiverSource.read(parameters),
		options: readOptions(itemOptions, parameters.options),
		messageType: messageTypeOf(parameters),
	});
	if (!read.ok) return read;
	const { receivers, options, messageType } = read.value;
	const {
		value: msgType,
		maxBytes = Infinity,
		pictureParameter = 'messageType',
		mentionParameter = 'messageType',
	} = messageType;
	const unknownToTickets = findUnknownToTickets(receivers, options);
	if (unknownToTickets) return unknownToTickets;
	const tooLong = findTooLong(
		parameters,
		namesOf((name) => parameters[name]),
		messageType,
	);
	if (tooLong) return tooLong;
	const content = messageType.compile(parameters);
	if (!content.ok) return content;
	const pictures = new Set<string>();
	const mentioned = new Map<string, Person>();
	let mentionsReceiver = false;
	const receiverId = receivers.people
		.map(trialId)
		.reduce((longest, id) => (id.length > longest.length ? id : longest));
	const json = toJson(content.value, {
		keyOf(binaryField) {
			pictures.add(binaryField);
			return SOME_PICTURE;
		},
		idOf(person) {
			if (person) mentioned.set(personKey(person), person);
			else mentionsReceiver = true;
			return person ? trialId(person) : receiverId;
		},
	});
	if (json === undefined)
		return problem(
			'messageType',
			'The message is nested too deeply',
			'Check what the expression returns for this item: lists and objects stand in one another thousands of times over.',
		);

	const { request, isPerson } = messagePlaces[receivers.receiveType];
	if (mentionsReceiver && !isPerson)
		return problem(
			mentionParameter,
			"'Who' is The Receiver, and a ticket has none",
			'Choose Person, and enter who is meant. The Open ID of the guest is in the ticket: {{ $json.guest.id }}, or {{ $json.guest_id }} where it is simplified.',
		);
	const trial = request(
		{ receiverId, receiverIdType: 'open_id', receiveType: receivers.receiveType },
		msgType,
		json,
	);
	const bytes = Buffer.byteLength(JSON.stringify(trial.body));
	if (bytes > maxBytes) {
		return problem(
			'messageType',
			'The message is too long for Feishu',
			`Shorten it, or send it in parts. It has ${bytes} bytes, quotation marks and escapes included; ${maxBytes / 1024} KB (${maxBytes} bytes) is the documented limit for messages of type '${msgType}'.`,
		);
	}
	const isComplete = pictures.size + mentioned.size === 0 && !mentionsReceiver;
	return success({
		receivers,
		msgType,
		options,
		pictures: [...pictures],
		pictureParameter,
		fitsTicket: messageType.fitsTicket === true,
		notAfter: messageType.notAfter,
		preview: messageType.preview,
		notes: [...(content.notes ?? []), ...[...mentioned.values()].flatMap(({ notes }) => notes)],
		mentioned: [...mentioned.values()],
		mentionParameter,
		requestTo: (recipient, keyOf, idOf, meant = recipient) =>
			messagePlaces[recipient.receiveType].request(
				recipient,
				msgType,
				isComplete
					? json
					: contentJson(content.value, {
							keyOf,
							idOf: (person) => (person ? idOf(person) : meant.receiverId),
						}),
			),
	});
}

/** Tickets know their guest by the Open ID, and no call of this node's finds that for another ID. */
function findUnknownToTickets(
	{ receiveType, people }: Receivers,
	{ ticketInProgress }: ItemOptions,
): Result<never> | undefined {
	if (ticketInProgress !== 'ticket' || !messagePlaces[receiveType].closesForTicket)
		return undefined;
	const unknown = people.find(({ idType }) => idType.wireType !== 'open_id');
	return (
		unknown &&
		problem(
			'receiver',
			`'Receiver' is known by ${unknown.idType.noun}, by which their ticket cannot be found`,
			`For 'Send Into the Ticket' enter an Open ID, an e-mail address or a mobile number, or choose another value of 'When a Ticket Is in Progress'. It is ${JSON.stringify(unknown.id.slice(0, 80))}.`,
		)
	);
}

/** As long as the ID that travels. */
function trialId({ id, idType }: Person): string {
	return isAddress(idType) ? SOMEBODY : id;
}

/** undefined where the call stack has no room for it: JSON.parse takes deeper nesting than JSON.stringify (Node 20). */
function toJson(content: object, standIns: StandIns): string | undefined {
	try {
		return contentJson(content, standIns);
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
		`Shorten it, or send it in parts. It has more than ${most} characters; ${maxBytes / 1024} KB (${maxBytes} bytes) is the documented limit for a whole message of type '${msgType}'.`,
	);
}
