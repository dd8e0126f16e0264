import { CODE_MEANINGS } from '../../../../nodes/shared/feishu/errorCodes';
import { judge } from '../../../../nodes/shared/feishu/judge';
import { readMessageId } from '../../../../nodes/shared/feishu/sendMessage';

/*
 * What the documents say of each code, and what follows for the message. Written from the documents, not from the table of
 * the node. Where a document gives no HTTP status, 400 stands for it; judge.test.ts shows that the status does not matter
 * for a code that is known.
 */
const refused = { verdict: 'refused', everyItem: false, tokenRefused: false };
/** About the app, the helpdesk or the tenant: it holds for every message. */
const allRefused = { verdict: 'refused', everyItem: true, tokenRefused: false };
const tokenRefused = { verdict: 'refused', everyItem: true, tokenRefused: 'issued' };
/** The document asks to call less often: not done, but later it may be. */
const limited = { verdict: 'notNow', holdsUp: 'account' };
const chatLimited = { verdict: 'notNow', holdsUp: 'chat' };
const later = { verdict: 'notNow', holdsUp: 'message' };
/** Feishu failed, or is at it: the document does not say how far it got. */
const unclear = { verdict: 'unknown' };

type Row = readonly [code: number, httpStatus: number, documented: string, verdict: object];

const documents: Readonly<Record<string, readonly Row[]>> = {
	'https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket-message/create-2':
		[
			[154000, 400, 'Bad request, please check your request body', refused],
			[154001, 401, 'Unauthorized, please check you have the correct access', allRefused],
			[154003, 403, 'Please check you have the correct access (granted scope)', allRefused],
			[154004, 404, 'Resource not found (check the ID)', refused],
			[154005, 405, 'Method Forbidden (check you may create a push)', refused],
			[155000, 500, 'Internal error', unclear],
		],
	'Helpdesk API reference, siblings of the endpoint': [
		[154401, 401, 'Ticket already be closed', refused],
		[154402, 401, "Helpdesk can't be see by user", refused],
		[154403, 401, 'Send message with bad url', refused],
	],
	'https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN': [
		[99991400, 429, 'request trigger frequency limit', limited],
	],
	'https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN': [
		[1500, 400, 'internal error', unclear],
		[1503, 400, 'internal error', unclear],
		[1551, 400, 'internal error', unclear],
		[1557, 400, 'internal error', unclear],
		[1642, 400, 'internal error', unclear],
		[1663, 400, 'internal error', unclear],
		[1665, 400, 'internal error', unclear],
		[1668, 400, 'internal error', unclear],
		[2200, 200, 'internal error', unclear],
		[4006, 400, 'service exception', unclear],
		[5000, 200, 'internal error', unclear],
		[9499, 400, 'bad request or invalid param', refused],
		[10101, 400, 'internal error', unclear],
		[10105, 400, 'internal error', unclear],
		[10500, 500, 'internal server error', unclear],
		[11232, 400, 'create message service trigger rate limit', limited],
		[11233, 400, 'create message chat trigger rate limit', chatLimited],
		[11247, 400, 'internal send message trigger rate limit', limited],
		[18121, 400, 'create request is being processed', unclear],
		[19036, 400, 'The message exceeds the size limit of 30KB', refused],
		[55001, 400, 'server internal error', unclear],
		[99991300, 400, 'invalid request body: not json', refused],
		[99991401, 400, 'ip %s is denied by app setting', allRefused],
		[99991403, 400, "This month's API call quota has been exceeded", allRefused],
		[99991543, 400, 'app_id or app_secret does not exist', allRefused],
		[99991661, 400, 'Need a token', allRefused],
		[99991662, 400, 'app not in use', allRefused],
		[99991663, 400, 'Invalid access token for authorization', tokenRefused],
		[99991664, 400, 'invalid app token', tokenRefused],
		[99991665, 400, 'invalid tenant code', allRefused],
		[99991668, 400, 'user_access_token is not valid', allRefused],
		[99991671, 400, 'Invalid token: must start with t-/u-', tokenRefused],
		[99991672, 400, 'Access denied. One of the following scopes is required', allRefused],
		[99991673, 400, 'unauthorized app (not installed)', allRefused],
		[99991676, 400, 'token no permission', allRefused],
		[99991677, 400, 'token expire (user token)', allRefused],
		[99991679, 400, 'Unauthorized. You do not have permission', allRefused],
		[99992351, 400, 'these open ids not existed: %v', refused],
		[99992359, 400, 'these user ids not existed: %v', refused],
		[99992360, 400, 'these ids not existed: %v', refused],
		[99992361, 400, 'open_id cross app', refused],
		[99992363, 400, 'these ids not existed: %v (union_id)', refused],
		[99992364, 400, 'user id cross tenant', refused],
		[99992381, 400, 'union_id cross tenant', refused],
		[99992402, 400, 'a parameter is missing or wrong', refused],
	],
	'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create': [
		[230001, 400, 'Your request contains an invalid request parameter.', refused],
		[230002, 400, 'The bot can not be outside the group.', refused],
		[230006, 400, 'Bot ability is not activated.', allRefused],
		[230013, 400, 'Bot has NO availability to this user.', refused],
		[230017, 400, 'Bot is NOT the owner of the resource.', refused],
		[230018, 400, 'These operations are NOT allowed at current group settings.', refused],
		[230020, 400, 'This operation triggers the frequency limit.', chatLimited],
		[230022, 400, 'The content of the message contains sensitive information.', refused],
		[230025, 400, 'The length of the message content reaches its limit.', refused],
		[230027, 400, 'Lack of necessary permissions.', allRefused],
		[230028, 400, 'The messages do NOT pass the audit.', refused],
		[230029, 400, 'User has resigned.', refused],
		[230034, 400, 'The receive_id is invalid.', refused],
		[230035, 400, 'Send Message Permission deny.', refused],
		[230038, 400, 'Cross tenant p2p chat operate forbid.', refused],
		[230049, 400, 'The message is being sent.', unclear],
		[230053, 400, 'The user has stopped the bot from sending messages.', refused],
		[230054, 400, 'This type of message is unavailable in the connection group.', refused],
		[230099, 400, 'Failed to create card content.', refused],
		[232009, 400, 'Your request specifies a chat which has already been dissolved.', refused],
	],
	'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/image/create': [
		[232096, 400, 'Meta writing has stopped, please try again later.', later],
		[234001, 400, 'Invalid request param.', refused],
		[234002, 401, 'Unauthorized.', refused],
		[234006, 400, 'The file size exceed the max value.', refused],
		[234007, 400, 'App does not enable bot feature.', refused],
		[234010, 400, "File's size can't be 0.", refused],
		[234011, 400, "Can't regonnize the image format.", refused],
		[234039, 400, 'Image resolution exceeds limit.', refused],
		[234041, 400, 'Tenant master key has been deleted', refused],
		[234042, 400, 'Hybrid deployment tenant storage error', refused],
	],
};

const rows = Object.values(documents).flat();

test('each code of the table stands here once, and no other', () => {
	expect(rows.map(([code]) => code).sort((a, b) => a - b)).toEqual(
		[...CODE_MEANINGS.keys()].sort((a, b) => a - b),
	);
});

test.each(rows)('%i, HTTP %i, "%s"', (code, status, msg, verdict) => {
	const exchange = {
		kind: 'answered',
		status,
		headers: {},
		body: { code, msg },
		token: 'issued',
	} as const;
	expect(judge(exchange, readMessageId)).toMatchObject(verdict);
});

/** The advice of these is to try the private chat, so When a Ticket Is in Progress follows it. */
test('only a group that is gone, or without the bot, is about the group', () => {
	const aboutGroup = [...CODE_MEANINGS].filter(([, { about }]) => about === 'group');
	expect(aboutGroup.map(([code]) => code)).toEqual([230002, 232009]);
});
