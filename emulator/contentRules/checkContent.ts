import { documents } from '../documents';
import { isObject } from '../gateway/parameters';
import type { Refusal } from '../gateway/refusal';
import type { ContentReport } from './contentReport';
import { checkImage } from './image';
import { checkInteractive } from './interactive';
import { checkPost } from './post';
import { checkText } from './text';

/** The message types, with their rules and the largest allowed request. */
export const messageTypes = {
	// Sizes are those of im/v1, for the whole request body; that they apply to Helpdesk, and that a
	// KB is 1024 bytes, is assumed. https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create
	text: { check: checkText, maxKilobytes: 150 },
	post: { check: checkPost, maxKilobytes: 30 },
	// No size is documented for an image message, which is only a key.
	image: { check: checkImage, maxKilobytes: 150 },
	interactive: { check: checkInteractive, maxKilobytes: 30 },
};
export type MessageType = keyof typeof messageTypes;

/** How an endpoint refuses content. */
export interface ContentRefusals {
	badRequest: (reason: string) => Refusal;
	/** For a link that is not legal. Default: like anything else that is wrong. */
	badLink?: (reason: string) => Refusal;
}

/** Why Feishu refuses this content, or null. What it leaves open is in the report. */
export function contentRefusal(
	content: unknown,
	msgType: MessageType,
	rawBody: string | null,
	report: ContentReport,
	{ badRequest, badLink = badRequest }: ContentRefusals,
): Refusal | null {
	const { check, maxKilobytes } = messageTypes[msgType];
	const bytes = Buffer.byteLength(rawBody ?? '');
	if (bytes > maxKilobytes * 1024) {
		return {
			...badRequest(
				`The request body is ${bytes} bytes; a message of type ${msgType} can have at most ${maxKilobytes} KB (230025 of im/v1).`,
			),
			known: 'assumed',
			source: documents.imMessage,
		};
	}
	if (!isObject(content))
		return badRequest('content is a string, as it must be, but does not hold a JSON object.');
	check(content, report);
	const [first] = report.problems;
	if (!first) return null;
	const reason = report.problems.map((problem) => problem.reason).join(' ');
	if (first.isBadLink && badLink !== badRequest) return badLink(reason);
	return { ...badRequest(reason), ...first.answer, known: first.known, source: first.source };
}
