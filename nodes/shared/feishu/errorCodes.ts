/** What Feishu's code means for this endpoint. */
export interface CodeMeaning {
	/**
	 * - `refused`: not delivered, and the same request will be refused again.
	 * - `account`: likewise, and so will every other request of this app or helpdesk.
	 * - `token`: likewise, but a fresh app token may help.
	 * - `rateLimit`: not delivered; later it may be.
	 * - `chatLimit`: likewise, and other chats are not concerned.
	 * - `later`: likewise, and no other request is concerned.
	 * - `internal`: Feishu failed inside, or is still at it; whether before or after delivering is not known.
	 */
	readonly kind: 'refused' | 'account' | 'token' | 'rateLimit' | 'chatLimit' | 'later' | 'internal';
	/** What happened, one sentence without final period. */
	readonly title: string;
	/** What to do about it. */
	readonly advice: string;
	/**
	 * What it is about, where that is known: a scope that is missing, the receiver, a picture, or the dedicated group, in whose
	 * place a private chat may do; or a ticket.
	 */
	readonly about?: 'scope' | 'receiver' | 'picture' | 'group' | 'ticket';
	readonly source: string;
}

const ENDPOINT =
	'https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket-message/create-2';
const GENERIC = 'https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN';
const RATE = 'https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN';
/**
 * The message service below Helpdesk. Its codes are documented for sending through im/v1; that they surface
 * through Helpdesk too is inferred, and the advice says "may" where it rests on that.
 */
const MESSAGES =
	'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create';
/** Siblings of this endpoint, whose codes may surface here too. */
const TICKET_MESSAGES =
	'Helpdesk API reference: POST /open-apis/helpdesk/v1/tickets/:ticket_id/messages';
const START_SERVICE = 'Helpdesk API reference: POST /open-apis/helpdesk/v1/start_service';

/** Uploading a picture, before its message is sent. */
const IMAGES = 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/image/create';

const RECHECK_APP = 'Check App ID and App Secret, and that the app was made in this region.';
const ID_ADVICE =
	"Check the receiver's ID and its type. The person must be one that this app may see.";

type Row = readonly [
	code: number,
	kind: CodeMeaning['kind'],
	title: string,
	advice: string,
	source: string,
	about?: CodeMeaning['about'],
];

const rows: readonly Row[] = [
	// This endpoint
	[
		154000,
		'refused',
		'Feishu found the request invalid',
		'Check the message content and the receiver: whether those mentioned exist, whether this app uploaded the picture of an image key, whether a card template allows this app.',
		ENDPOINT,
	],
	[
		154001,
		'account',
		'Feishu refused the helpdesk',
		'Check Helpdesk ID and Helpdesk Token. App and helpdesk must belong to the same tenant.',
		ENDPOINT,
	],
	[
		154003,
		'account',
		'The app may not send helpdesk messages; it may lack the scope helpdesk:all',
		'Give the app the scope helpdesk:all in the developer console, publish a new version, and let an administrator approve it.',
		ENDPOINT,
		'scope',
	],
	[154004, 'refused', 'Feishu did not find the receiver', ID_ADVICE, ENDPOINT, 'receiver'],
	[
		154005,
		'refused',
		'Feishu does not allow this message',
		'The app or the helpdesk may not push messages to this receiver. Check the permissions of both.',
		ENDPOINT,
	],
	[
		155000,
		'internal',
		'Feishu had an internal error',
		'If it keeps happening, contact Feishu support with the log ID.',
		ENDPOINT,
	],
	[
		154401,
		'refused',
		'The ticket is closed already',
		'A closed ticket takes no messages. Write to the person with the node Send Bot Message instead.',
		TICKET_MESSAGES,
		'ticket',
	],
	[
		154402,
		'refused',
		'The receiver cannot see this helpdesk',
		'Add the receiver to the people who may use the helpdesk.',
		START_SERVICE,
		'receiver',
	],
	[
		154403,
		'refused',
		'Feishu found a bad link in the message',
		'Check every link: it must be a complete address such as https://example.com',
		TICKET_MESSAGES,
	],

	// Tokens and the gateway
	[99991663, 'token', 'Feishu refused the app token', RECHECK_APP, GENERIC],
	[99991664, 'token', 'Feishu refused the app token', RECHECK_APP, GENERIC],
	[
		99991671,
		'token',
		'Feishu refused the app token',
		'A tenant access token starts with t-.',
		GENERIC,
	],
	[
		99991661,
		'account',
		'The request reached Feishu without an app token',
		'A proxy may have removed the Authorization header.',
		GENERIC,
	],
	[
		99991668,
		'account',
		'Feishu took the token for a user token',
		'This API takes a tenant access token only; it starts with t-.',
		GENERIC,
	],
	[
		99991677,
		'account',
		'The token is a user token that has expired',
		'This API takes a tenant access token only; it starts with t-.',
		GENERIC,
	],
	[
		99991662,
		'account',
		'The app is not in use',
		'Enable it in the developer console or the admin console.',
		GENERIC,
	],
	[
		99991665,
		'account',
		'Feishu does not know the tenant of the app',
		'This API is for custom (self-built) apps of your own tenant.',
		GENERIC,
	],
	[
		99991672,
		'account',
		'The app lacks a scope',
		'Give it the scope in the developer console, publish a new version, and let an administrator approve it.',
		GENERIC,
		'scope',
	],
	[
		99991679,
		'account',
		'The app lacks a scope',
		'Give it the scope in the developer console, publish a new version, and let an administrator approve it.',
		GENERIC,
		'scope',
	],
	[
		99991673,
		'account',
		'The app is not installed in this tenant',
		'Publish it and let an administrator approve it.',
		GENERIC,
	],
	[
		99991676,
		'account',
		'The app token has no permission for this call',
		'Check the scopes of the app in the developer console.',
		GENERIC,
	],
	[
		99991401,
		'account',
		"This server's IP address is not on the app's allow-list",
		'Add the address in the developer console, under Security Settings.',
		GENERIC,
	],
	[
		99991403,
		'account',
		"The tenant's monthly API quota is used up",
		'It resets next month; an administrator can raise it.',
		GENERIC,
	],
	[99991543, 'account', 'Feishu refused App ID or App Secret', RECHECK_APP, GENERIC],
	[
		99991300,
		'refused',
		'Feishu could not read the request',
		'A proxy may have changed the body on its way.',
		GENERIC,
	],
	[
		99992351,
		'refused',
		'Feishu does not know this Open ID',
		`${ID_ADVICE} An Open ID is valid for one app only.`,
		GENERIC,
		'receiver',
	],
	[99992359, 'refused', 'Feishu does not know this User ID', ID_ADVICE, GENERIC, 'receiver'],
	[99992360, 'refused', 'Feishu does not know this ID', ID_ADVICE, GENERIC, 'receiver'],
	[
		99992361,
		'refused',
		'This Open ID belongs to another app',
		'Open IDs differ from app to app. Enter the e-mail address of the person instead, and choose Email.',
		GENERIC,
		'receiver',
	],
	[99992363, 'refused', 'Feishu does not know this Union ID', ID_ADVICE, GENERIC, 'receiver'],
	[
		99992364,
		'refused',
		'This ID belongs to another tenant or does not exist',
		ID_ADVICE,
		GENERIC,
		'receiver',
	],
	[99992381, 'refused', 'This Union ID belongs to another tenant', ID_ADVICE, GENERIC, 'receiver'],
	[
		9499,
		'refused',
		'Feishu found a field of the wrong type',
		"Feishu's message names the field. A proxy may have changed the body on its way.",
		GENERIC,
	],
	[
		99992402,
		'refused',
		'Feishu found a field invalid',
		"Feishu's message names the field.",
		GENERIC,
	],

	// Frequency
	[
		99991400,
		'rateLimit',
		'Feishu receives too many requests from this app',
		'The documented limit is 100 messages a minute for one app.',
		RATE,
	],
	[
		11232,
		'rateLimit',
		'Feishu receives too many messages',
		'Send fewer messages at a time.',
		GENERIC,
	],
	[
		11233,
		'chatLimit',
		'Feishu receives too many messages for one chat',
		'Send fewer messages at a time to the same person.',
		GENERIC,
	],
	[
		11247,
		'rateLimit',
		'Feishu receives too many messages',
		'Send fewer messages at a time.',
		GENERIC,
	],
	[
		230020,
		'chatLimit',
		'Feishu receives too many messages for one chat',
		'Send fewer messages at a time to the same person.',
		MESSAGES,
	],

	// Uploading a picture
	[232096, 'later', 'Feishu does not accept pictures right now', 'Try again later.', IMAGES],
	[
		234001,
		'refused',
		'Feishu found the upload invalid',
		'A proxy may have changed it on its way.',
		IMAGES,
	],
	[
		234002,
		'refused',
		'The app may not upload pictures; it may lack the scope im:resource',
		'Give it the scope im:resource in the developer console, publish a new version, and let an administrator approve it.',
		IMAGES,
		'scope',
	],
	[234006, 'refused', 'The picture is too large for Feishu', 'Make it smaller than 10 MB.', IMAGES],
	[
		234007,
		'refused',
		'The app has no bot, so it cannot upload pictures',
		'Add the bot ability in the developer console and publish a new version.',
		IMAGES,
	],
	[
		234010,
		'refused',
		'The picture is an empty file',
		'Check the node that makes the picture.',
		IMAGES,
	],
	[
		234011,
		'refused',
		'Feishu does not know the format of the picture',
		'Feishu takes JPEG, PNG, WEBP, GIF, BMP, ICO, TIFF and HEIC.',
		IMAGES,
	],
	[
		234039,
		'refused',
		'The picture has too many pixels for Feishu',
		'A GIF may have 2000 by 2000, others 12000 by 12000.',
		IMAGES,
	],
	[
		234041,
		'refused',
		"The tenant's key was deleted",
		'Ask the administrator of the tenant.',
		IMAGES,
	],
	[
		234042,
		'refused',
		"The tenant's own storage refused the picture",
		'Ask the administrator of the tenant.',
		IMAGES,
	],

	// The message service below
	[
		230001,
		'refused',
		'Feishu found the message content invalid',
		'Check it against the format of its message type.',
		MESSAGES,
	],
	[
		230002,
		'refused',
		"The bot is not in the receiver's group",
		'A message to the private chat may still arrive.',
		MESSAGES,
		'group',
	],
	[
		230006,
		'account',
		'The app has no bot',
		'Add the bot ability in the developer console and publish a new version.',
		MESSAGES,
	],
	[
		230013,
		'refused',
		'The bot is not available to the receiver',
		'Widen the availability of the app in the developer console.',
		MESSAGES,
		'receiver',
	],
	[
		230017,
		'refused',
		'The picture belongs to another app',
		'It may have to be uploaded by the same app that sends it.',
		MESSAGES,
		'picture',
	],
	[
		230018,
		'refused',
		"The group's settings do not allow the message",
		'Ask the administrator of the group.',
		MESSAGES,
	],
	[230022, 'refused', 'Feishu found sensitive content', 'Change the text.', MESSAGES],
	[
		230025,
		'refused',
		'The message is too long for Feishu',
		'Shorten it: 150 KB for text, 30 KB for rich text and cards.',
		MESSAGES,
	],
	[
		230027,
		'account',
		'The app lacks a permission',
		'Check its scopes in the developer console.',
		MESSAGES,
		'scope',
	],
	[
		230028,
		'refused',
		"The tenant's audit rules stopped the message",
		'Ask the administrator of the tenant.',
		MESSAGES,
	],
	[
		230029,
		'refused',
		'The receiver has left the company',
		'Remove the person from the list of receivers.',
		MESSAGES,
		'receiver',
	],
	[230034, 'refused', 'Feishu found the receiver invalid', ID_ADVICE, MESSAGES, 'receiver'],
	[
		230035,
		'refused',
		'Feishu does not let the bot write to this chat',
		'The chat may be muted or restricted.',
		MESSAGES,
	],
	[
		230038,
		'refused',
		'The receiver belongs to another tenant',
		'The bot can only write to people of its own tenant.',
		MESSAGES,
		'receiver',
	],
	[
		230053,
		'refused',
		'The receiver has stopped messages from this bot',
		'Only the receiver can change that.',
		MESSAGES,
		'receiver',
	],
	[
		230054,
		'refused',
		'This kind of message cannot be sent to this chat',
		'Choose another message type.',
		MESSAGES,
	],
	[
		230099,
		'refused',
		'Feishu could not make the card',
		"Feishu's message holds a code of its own (ErrCode) that names the element. Check the card in Feishu's card builder, as JSON 1.0.",
		MESSAGES,
	],
	[
		232009,
		'refused',
		"The receiver's group was dissolved",
		'A message to the private chat may still arrive.',
		MESSAGES,
		'group',
	],
	[
		230049,
		'internal',
		'Feishu is still sending the message',
		'Look whether it has arrived before sending it again.',
		MESSAGES,
	],
	[19036, 'refused', 'The message is too long for Feishu', 'Shorten it to 30 KB.', GENERIC],
	[
		18121,
		'internal',
		'Feishu is still sending the message',
		'Look whether it has arrived before sending it again.',
		GENERIC,
	],
	...[
		1500, 1503, 1551, 1557, 1642, 1663, 1665, 1668, 2200, 4006, 5000, 10101, 10105, 10500, 55001,
	].map((code): Row => [
		code,
		'internal',
		'Feishu had an internal error',
		'Send fewer messages at a time. If it keeps happening, contact Feishu support with the log ID.',
		GENERIC,
	]),
];

/** Every code with a documented meaning. */
export const CODE_MEANINGS: ReadonlyMap<number, CodeMeaning> = new Map(
	rows.map(([code, kind, title, advice, source, about]) => [
		code,
		{ kind, title, advice, source, about },
	]),
);

/**
 * What is wrong with a card, by the ErrCode in the message of code 230099. Only the words depend on it:
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create
 */
const cardRows: ReadonlyArray<readonly [errCode: number, title: string, advice: string]> = [
	[
		100290,
		'The card mentions somebody Feishu does not know',
		'Check the IDs of the people in the card.',
	],
	[
		200380,
		'The card template does not exist',
		"Check 'Template ID', and that the template is published in Feishu's card builder.",
	],
	[
		200381,
		'The card template does not allow this app',
		"Open the template in Feishu's card builder, add this app to those that may use it, and publish it again.",
	],
	[
		200570,
		'The card has a picture Feishu does not know',
		'Check the image keys. A picture has to be uploaded by the same app that sends it.',
	],
	[200621, 'Feishu cannot read the card', "Check it in Feishu's card builder, as JSON 1.0."],
	[
		200732,
		'A variable of the card template has the wrong type',
		"Compare 'Template Variables' with the variables of the template in Feishu's card builder.",
	],
	[
		200737,
		'A variable of the card template has the wrong format',
		"Compare 'Template Variables' with the variables of the template in Feishu's card builder.",
	],
	[
		200861,
		'The card has an element that its version of card JSON does not know',
		'Helpdesk takes JSON 1.0 cards. Check the elements in its documentation.',
	],
];

/** By ErrCode. */
export const CARD_MEANINGS: ReadonlyMap<number, Pick<CodeMeaning, 'title' | 'advice'>> = new Map(
	cardRows.map(([errCode, title, advice]) => [errCode, { title, advice }]),
);

/** What a call is about, where the meaning of a code depends on it. */
export type Subject = 'botMessage' | 'ticketMessage' | 'ticketReading' | 'people';

type SubjectRow = readonly [
	code: number,
	title: string,
	advice: string,
	source: string,
	about?: CodeMeaning['about'],
	kind?: CodeMeaning['kind'],
];

const READ_SCOPE_ADVICE =
	'Give the app the scope helpdesk:all:readonly in the developer console, publish a new version, and let an administrator approve it. Sending bot messages works without it.';
const TICKETS = 'Helpdesk API reference: GET /open-apis/helpdesk/v1/tickets';
const NO_TICKET: SubjectRow = [
	154004,
	'Feishu did not find the ticket',
	"Check the ticket's ID, and that it is a ticket of the helpdesk in the credential.",
	TICKETS,
	'ticket',
];

/**
 * What codes mean in calls about tickets, where it is not what they mean for a bot message. There 154003 may also mean a ticket
 * that is out of reach, e.g. that of another helpdesk, so it says nothing of other tickets.
 */
const subjectRows: Readonly<Record<Subject, readonly SubjectRow[]>> = {
	botMessage: [],
	people: [],
	ticketMessage: [
		NO_TICKET,
		[
			154000,
			'Feishu found the request invalid',
			'Check the message content and the ticket.',
			TICKET_MESSAGES,
		],
		[
			154003,
			'The app may not write into this ticket; it may lack the scope helpdesk:all',
			'Give the app the scope helpdesk:all in the developer console, publish a new version, and let an administrator approve it. Check that the ticket is one of the helpdesk in the credential.',
			TICKET_MESSAGES,
			'scope',
			'refused',
		],
		[
			99991400,
			'Feishu receives too many requests from this app',
			'The documented limits are 50 messages a second and 1000 a minute into tickets.',
			RATE,
		],
	],
	ticketReading: [
		NO_TICKET,
		[154000, 'Feishu found the request invalid', 'Check the filters and the ticket.', TICKETS],
		[
			154003,
			'The app may not read this; it may lack the scope helpdesk:all:readonly',
			`${READ_SCOPE_ADVICE} Check that the ticket is one of the helpdesk in the credential.`,
			TICKETS,
			'scope',
			'refused',
		],
		...[99991672, 99991679].map((code): SubjectRow => [
			code,
			'The app may not read tickets: it lacks the scope helpdesk:all:readonly',
			READ_SCOPE_ADVICE,
			GENERIC,
			'scope',
		]),
		[
			99991400,
			'Feishu receives too many requests from this app',
			'Read fewer tickets at a time.',
			RATE,
		],
	],
};

/** By subject and code. */
export const SUBJECT_MEANINGS: Readonly<
	Record<Subject, ReadonlyMap<number, Partial<CodeMeaning>>>
> = {
	botMessage: bySubject('botMessage'),
	people: bySubject('people'),
	ticketMessage: bySubject('ticketMessage'),
	ticketReading: bySubject('ticketReading'),
};

function bySubject(subject: Subject): ReadonlyMap<number, Partial<CodeMeaning>> {
	return new Map(
		subjectRows[subject].map(([code, title, advice, source, about, kind]) => [
			code,
			{ title, advice, source, about, ...(kind && { kind }) },
		]),
	);
}

/** What Feishu's answer says, as closely as it says it. */
export function meaningOf(
	{ code = NaN, msg = '' }: Answer,
	subject: Subject = 'botMessage',
): CodeMeaning | undefined {
	const meaning = CODE_MEANINGS.get(code);
	const errCode = code === CARD_REFUSED ? /ErrCode: ?(\d{1,9})/.exec(msg)?.[1] : undefined;
	return (
		meaning && {
			...meaning,
			...CARD_MEANINGS.get(Number(errCode)),
			...SUBJECT_MEANINGS[subject].get(code),
		}
	);
}

const CARD_REFUSED = 230099;

/** Feishu's answer, as far as its meaning depends on it. */
interface Answer {
	readonly code?: number;
	readonly msg?: string;
}

/** The ticket that a message was meant for has been closed, so it certainly did not get in. */
export function saysTicketIsClosed({ code }: Answer): boolean {
	return code === 154401;
}

/**
 * Which code a ticket in progress gives is not documented. It may be one of this endpoint's that names no other cause, or one
 * of its range that nobody has documented.
 */
export function mayMeanTicketInProgress({ code }: Answer): boolean {
	if (code === 154000 || code === 154005) return true;
	return code !== undefined && Math.floor(code / 1000) === 154 && !CODE_MEANINGS.has(code);
}
