import { randomBytes } from 'node:crypto';

import { ContentReport } from '../contentRules/contentReport';
import { checkImage } from '../contentRules/image';
import { checkInteractive } from '../contentRules/interactive';
import { checkPost } from '../contentRules/post';
import { checkText } from '../contentRules/text';
import { documents } from '../documents';
import { callingApp, callingHelpdesk, missingScope, overQuota } from '../gateway/callers';
import {
	type Fields,
	isObject,
	jsonBody,
	missingFields,
	parseJson,
	userIdTypeOf,
	wronglyTyped,
} from '../gateway/parameters';
import { receiverOf } from '../gateway/receivers';
import { isRefusal, type Outcome, type Refusal } from '../gateway/refusal';
import type { DeliveredMessage, ReceivedRequest } from '../inbox';
import type { EmulatorState } from '../state';
import { idOf } from '../world';

/** The message types, with their rules and the largest allowed request. */
const messageTypes = {
	// Sizes are those of im/v1, for the whole request body; that they apply to Helpdesk, and that a
	// KB is 1024 bytes, is assumed. https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create
	text: { check: checkText, maxKilobytes: 150 },
	post: { check: checkPost, maxKilobytes: 30 },
	// No size is documented for an image message, which is only a key.
	image: { check: checkImage, maxKilobytes: 150 },
	interactive: { check: checkInteractive, maxKilobytes: 30 },
};

/** POST /open-apis/helpdesk/v1/message: the gateway's checks first, then those of Helpdesk (154xxx). */
export function sendBotMessage(request: ReceivedRequest, state: EmulatorState): Outcome {
	const { world } = state;
	const app = callingApp(request, state);
	if (isRefusal(app)) return app;
	const overLimit = overQuota(request.path, app, state) ?? missingScope(app, ['helpdesk:all']);
	if (overLimit) return overLimit;

	const body = jsonBody(request);
	if (isRefusal(body)) return body;
	const invalid =
		wronglyTyped(body, {
			msg_type: 'string',
			content: 'string',
			receiver_id: 'string',
			receive_type: 'string',
		}) ?? missingFields(body, ['msg_type', 'content', 'receiver_id']);
	if (invalid) return invalid;
	const idType = userIdTypeOf(request);
	if (typeof idType !== 'string') return idType;
	if (idType === 'user_id') {
		const noScope = missingScope(
			app,
			['contact:user.employee_id:readonly'],
			'field_scope_required',
		);
		if (noScope) return noScope;
	}
	const receiver = receiverOf(String(body.receiver_id), idType, app, world);
	if (isRefusal(receiver)) return receiver;

	const notes: string[] = [];
	const helpdesk = callingHelpdesk(request, app, state, (note) => notes.push(note));
	if (isRefusal(helpdesk)) return helpdesk;
	if (helpdesk.refuses) return refusedByHelpdesk(helpdesk.refuses);
	const receiveType = body.receive_type ?? 'chat';
	if (receiveType !== 'chat' && receiveType !== 'user') {
		return badRequest(`receive_type must be chat or user, but is "${String(receiveType)}".`);
	}
	const msgType = String(body.msg_type);
	if (!isMessageType(msgType)) {
		return badRequest(`msg_type must be text, post, image or interactive, but is "${msgType}".`);
	}
	const report = new ContentReport(app, world, state.images);
	const content = checkedContent(request, body, msgType, report);
	if (isRefusal(content)) return content;

	if (receiver.resigned) {
		return {
			...badRequest(`${receiver.name} has resigned (230013 and 230029 of im/v1).`),
			known: 'assumed',
			source: documents.imMessage,
		};
	}
	if (receiver.openTicket && receiveType === 'chat')
		return openTicket(receiver.name, world.openTicketAnswer);

	const message: DeliveredMessage = {
		id: `om_${randomBytes(16).toString('hex')}`,
		at: new Date().toISOString(),
		receiver: {
			name: receiver.name,
			openId: idOf(receiver, 'open_id', app, world) ?? '',
			unionId: receiver.unionId,
			userId: receiver.userId,
		},
		receiverId: String(body.receiver_id),
		receiverIdType: idType,
		receiveType,
		msgType,
		get content() {
			return parseJson(String(body.content));
		},
		mentions: report.mentions,
		notes: [...notes, ...report.notes],
		requestId: request.id,
	};
	state.inbox.deliver(message);
	return {
		body: { code: 0, msg: 'success', data: { message_id: message.id } },
		messageId: message.id,
	};
}

function isMessageType(msgType: string): msgType is keyof typeof messageTypes {
	return Object.hasOwn(messageTypes, msgType);
}

function checkedContent(
	request: ReceivedRequest,
	body: Fields,
	msgType: keyof typeof messageTypes,
	report: ContentReport,
): Fields | Refusal {
	const { check, maxKilobytes } = messageTypes[msgType];
	const bytes = Buffer.byteLength(request.rawBody ?? '');
	if (bytes > maxKilobytes * 1024) {
		return {
			...badRequest(
				`The request body is ${bytes} bytes; a message of type ${msgType} can have at most ${maxKilobytes} KB (230025 of im/v1).`,
			),
			known: 'assumed',
			source: documents.imMessage,
		};
	}
	const content = parseJson(String(body.content));
	if (!isObject(content))
		return badRequest('content is a string, as it must be, but does not hold a JSON object.');
	check(content, report);
	const [first] = report.problems;
	if (!first) return content;
	return {
		...badRequest(report.problems.map(({ reason }) => reason).join(' ')),
		...first.answer,
		known: first.known,
		source: first.source,
	};
}

function badRequest(reason: string): Refusal {
	return {
		status: 400,
		code: 154000,
		msg: 'Bad request, please check your request body',
		error: {},
		reason,
		known: 'document',
		source: documents.sendBotMessage,
	};
}

/** The document lists these codes; when Feishu gives which is not documented. */
const ofHelpdesk = {
	154003: { status: 403, msg: 'Please check you have the correct access' },
	154004: { status: 404, msg: 'Resource not found' },
	154005: { status: 405, msg: 'Method Forbidden' },
};

function refusedByHelpdesk(code: keyof typeof ofHelpdesk): Refusal {
	return {
		...badRequest(`This helpdesk refuses every message with ${code}, as the world says.`),
		...ofHelpdesk[code],
		code,
	};
}

/** That sending fails while the user has a ticket in progress is documented; the code is not. */
function openTicket(name: string, answer?: { status: number; code: number; msg: string }): Refusal {
	return {
		...badRequest(
			`${name} has a ticket in progress, so the dedicated group accepts no message until it is closed; receive_type "user" would work. The failure is documented, its code is not.`,
		),
		...answer,
		known: 'assumed',
	};
}
