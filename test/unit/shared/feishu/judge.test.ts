import fc from 'fast-check';

import { CODE_MEANINGS } from '../../../../nodes/shared/feishu/errorCodes';
import { judge as judgeFor, type Exchange } from '../../../../nodes/shared/feishu/judge';
import { readMessageId } from '../../../../nodes/shared/feishu/sendMessage';

const judge = (exchange: Exchange) => judgeFor(exchange, readMessageId);

function answered(status: number, body: unknown, headers: Record<string, unknown> = {}): Exchange {
	return { kind: 'answered', status, headers, body, token: 'issued' };
}

test.each<[string, Exchange, string]>([
	['success', answered(200, { code: 0, msg: 'success', data: { message_id: 'om_1' } }), 'sent'],
	['a documented refusal', answered(400, { code: 154000, msg: 'Bad request' }), 'refused'],
	['a refusal with HTTP 200', answered(200, { code: 154004 }), 'refused'],
	['a refusal with HTTP 500', answered(500, { code: 154001 }), 'refused'],
	['an undocumented code', answered(200, { code: 123456 }), 'refused'],
	['an undocumented code with HTTP 500', answered(500, { code: 123456 }), 'unknown'],
	['an expired token, HTTP 400', answered(400, { code: 99991663 }), 'refused'],
	['429 without a body', answered(429, ''), 'notNow'],
	['99991400 with HTTP 400', answered(400, { code: 99991400 }), 'notNow'],
	['99991400 with HTTP 200', answered(200, { code: 99991400 }), 'notNow'],
	['a frequency code of the message service', answered(400, { code: 230020 }), 'notNow'],
	['internal error', answered(500, { code: 155000 }), 'unknown'],
	['internal error with HTTP 200', answered(200, { code: 155000 }), 'unknown'],
	['a gateway that failed', answered(502, '<html>Bad gateway</html>'), 'unknown'],
	['a proxy that lost patience', answered(408, ''), 'unknown'],
	['an undocumented code with HTTP 499', answered(499, { code: 123456 }), 'refused'],
	['a page with HTTP 299', answered(299, '<html>'), 'unknown'],
	['a page with HTTP 300', answered(300, '<html>'), 'refused'],
	['an information', answered(199, ''), 'refused'],
	['code 0 with HTTP 300', answered(300, { code: 0, data: { message_id: 'om_1' } }), 'unknown'],
	['code 0 with HTTP 199', answered(199, { code: 0, data: { message_id: 'om_1' } }), 'unknown'],
	['success with HTTP 299', answered(299, { code: 0, data: { message_id: 'om_1' } }), 'sent'],
	['an undocumented code with HTTP 408', answered(408, { code: 123456 }), 'unknown'],
	['a page instead of JSON', answered(200, '<html>Log in</html>'), 'unknown'],
	['truncated JSON', answered(200, '{"code":0,"da'), 'unknown'],
	['an empty 200', answered(200, ''), 'unknown'],
	['a success without a message ID', answered(200, { code: 0, data: {} }), 'unknown'],
	[
		'a success with a number for a message ID',
		answered(200, { code: 0, data: { message_id: 7 } }),
		'unknown',
	],
	[
		'a success with an empty message ID',
		answered(200, { code: 0, data: { message_id: '' } }),
		'unknown',
	],
	['code 0 with HTTP 400', answered(400, { code: 0, data: { message_id: 'om_1' } }), 'unknown'],
	['code as text', answered(200, { code: '0', data: { message_id: 'om_1' } }), 'unknown'],
	['an undocumented code with HTTP 407', answered(407, { code: 123456 }), 'refused'],
	['a proxy that wants a password', answered(407, ''), 'notNow'],
	['a proxy that wants a password, with a page', answered(407, '<html>'), 'notNow'],
	['a page with HTTP 403', answered(403, '\n <!DOCTYPE html><html>Blocked</html>'), 'notNow'],
	['a page with HTTP 400', answered(400, '<html>'), 'notNow'],
	['a page with HTTP 499', answered(499, '<html>'), 'unknown'],
	['499 without a code', answered(499, {}), 'unknown'],
	['a page with HTTP 408', answered(408, '<html>'), 'unknown'],
	['a page with HTTP 500', answered(500, '<html>'), 'unknown'],
	['an empty 403', answered(403, ''), 'notNow'],
	['a policy, in plain text', answered(403, 'Access denied by corporate policy'), 'notNow'],
	['a policy, in JSON of its own', answered(403, { error: 'blocked by policy' }), 'notNow'],
	['an empty object', answered(401, {}), 'notNow'],
	['JSON of its own with HTTP 400', answered(400, { code: 'DENIED' }), 'notNow'],
	['JSON of its own with HTTP 498', answered(498, {}), 'notNow'],
	['JSON of its own with HTTP 500', answered(500, {}), 'unknown'],
	['a path that does not exist', answered(404, '404 page not found'), 'notNow'],
	['an undocumented code with HTTP 403', answered(403, { code: 123456 }), 'refused'],
	['a redirect', answered(302, ''), 'refused'],
	['null', answered(200, null), 'unknown'],
	[
		'a connection that was refused',
		{ kind: 'noAnswer', loss: { neverConnected: true, reason: '' } },
		'notNow',
	],
	[
		'a connection that broke',
		{ kind: 'noAnswer', loss: { neverConnected: false, reason: '' } },
		'unknown',
	],
	[
		'a credential without a token',
		{
			kind: 'notAuthenticated',
			isTemporary: false,
			problem: { field: 'appId', message: '', hint: '' },
		},
		'refused',
	],
	[
		'a token server that is not there',
		{
			kind: 'notAuthenticated',
			isTemporary: true,
			problem: { field: 'region', message: '', hint: '' },
		},
		'notNow',
	],
])('%s', (_name, exchange, expected) => {
	expect(judge(exchange).verdict).toBe(expected);
});

test.each([
	['as documented', { permission_violations: [{ scope: 'helpdesk:all', url: 'x' }], logid: 'L1' }],
	[
		'as seen on the wire',
		{
			permission_violations: [{ type: 'action_scope_required', subject: 'helpdesk:all' }],
			log_id: 'L1',
		},
	],
])('reads what Feishu said, %s', (_name, error) => {
	const troubleshooter =
		'排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?log_id=L1&code=99991672';
	expect(
		judge(
			answered(400, { code: 99991672, msg: 'Access denied.', error: { ...error, troubleshooter } }),
		),
	).toEqual({
		verdict: 'refused',
		tokenRefused: false,
		everyItem: true,
		statement: {
			httpStatus: 400,
			code: 99991672,
			msg: 'Access denied.',
			logId: 'L1',
			scopes: ['helpdesk:all'],
			troubleshooter: 'https://open.feishu.cn/search?log_id=L1&code=99991672',
		},
	});
});

const SCOPE_PAGE =
	'https://open.feishu.cn/app/cli_a1/auth?q=helpdesk:all&op_from=openapi&token_type=tenant';

test.each<[string, object]>([
	['beside the scope', { error: { permission_violations: [{ scope: 's', url: SCOPE_PAGE }] } }],
	['among the help', { error: { helps: [{ url: 'https://a.example/' }, { url: SCOPE_PAGE }] } }],
	['in the message', { msg: `点击链接申请并开通任一权限即可：${SCOPE_PAGE}。` }],
	['on Lark', { msg: SCOPE_PAGE.replace('feishu.cn', 'larksuite.com') }],
])('the page for a missing scope, %s', (_name, body) => {
	const verdict = judge(answered(400, { code: 99991672, ...body }));
	expect('statement' in verdict && verdict.statement.scopePage).toMatch(
		/^https:\/\/open\.(feishu\.cn|larksuite\.com)\/app\/cli_a1\/auth\?q=helpdesk:all&op_from=openapi&token_type=tenant$/,
	);
});

test.each<[string, unknown]>([
	['a script', 'javascript:alert(1)//open.feishu.cn/app/cli_a1/auth?q=s'],
	['another page', 'https://open.feishu.cn/document/x'],
	['no text', { length: 1 }],
])('no page for a missing scope: %s', (_name, url) => {
	const verdict = judge(answered(400, { code: 99991672, error: { helps: [{ url }, 7, null] } }));
	expect('statement' in verdict && verdict.statement.scopePage).toBeUndefined();
});

test('where a credential gives no token, no item can be sent, and another token is no help', () => {
	const problem = { field: 'appId', message: 'm', hint: 'h' };
	expect(judge({ kind: 'notAuthenticated', isTemporary: false, problem })).toEqual({
		verdict: 'refused',
		tokenRefused: false,
		everyItem: true,
		problem,
	});
	expect(judge({ kind: 'notAuthenticated', isTemporary: true, problem })).toEqual({
		verdict: 'notNow',
		holdsUp: 'message',
		problem,
	});
	expect(judge({ kind: 'notAuthenticated', isTemporary: true, resetMs: 7, problem })).toEqual({
		verdict: 'notNow',
		holdsUp: 'account',
		resetMs: 7,
		problem,
	});
});

test('only a refused token may be worth another token', () => {
	for (const [code, { kind }] of CODE_MEANINGS) {
		const verdict = judge(answered(400, { code }));
		expect([code, 'tokenRefused' in verdict && verdict.tokenRefused]).toEqual([
			code,
			kind === 'token' && 'issued',
		]);
	}
	expect(
		judge({
			kind: 'answered',
			status: 400,
			headers: {},
			body: { code: 99991663 },
			token: 'pasted',
		}),
	).toMatchObject({ tokenRefused: 'pasted' });
	expect(judge(answered(302, ''))).toMatchObject({ tokenRefused: false, everyItem: false });
});

test('what goes into error messages is bounded, and only text is taken', () => {
	const statementOf = (body: unknown, headers: Record<string, unknown> = {}) => {
		const verdict = judge(answered(400, body, headers));
		return 'statement' in verdict ? verdict.statement : undefined;
	};
	const violations = Array.from({ length: 30 }, (_, i) => ({ subject: `scope:${i}` }));
	const wordy = statementOf({
		code: 1,
		msg: 'm'.repeat(5000),
		error: {
			log_id: 'l'.repeat(5000),
			permission_violations: [null, 'text', { subject: '', scope: 'the:scope' }, ...violations],
		},
	});
	expect(wordy).toMatchObject({ msg: 'm'.repeat(1000), logId: 'l'.repeat(1000) });
	expect(wordy?.scopes).toEqual([
		'the:scope',
		...violations.slice(0, 19).map(({ subject }) => subject),
	]);

	const nothing = {
		httpStatus: 400,
		code: undefined,
		msg: undefined,
		logId: undefined,
		scopes: [],
		troubleshooter: undefined,
	};
	expect(
		statementOf(
			{
				code: '1',
				msg: '',
				error: { log_id: 7, permission_violations: { length: 1 }, troubleshooter: 'none' },
			},
			{ 'x-tt-logid': ['L'] },
		),
	).toEqual(nothing);
	expect(statementOf({ error: 'text' })).toEqual(nothing);
});

test('the log ID of the header wins', () => {
	const verdict = judge(
		answered(400, { code: 154000, error: { log_id: 'body' } }, { 'x-tt-logid': 'header' }),
	);
	expect(verdict).toMatchObject({ statement: { logId: 'header' } });
});

test('no answer makes it throw, and none but a clean success counts as sent', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 100, max: 599 }),
			fc.anything(),
			fc.dictionary(fc.string(), fc.anything()),
			(status, body, headers) => {
				const { verdict } = judge(answered(status, body, headers));
				const { code, data } = (body ?? {}) as {
					code?: unknown;
					data?: { message_id?: unknown } | null;
				};
				if (verdict === 'sent') {
					expect({ code, id: typeof data?.message_id, ok: status < 300 }).toEqual({
						code: 0,
						id: 'string',
						ok: true,
					});
				}
			},
		),
	);
});

test.each<[string, number | undefined, Record<string, unknown>]>([
	['the header of Feishu', 52_000, { 'x-ogw-ratelimit-reset': '52' }],
	['a fraction of a second', 1_500, { 'x-ogw-ratelimit-reset': '1.5' }],
	['with blanks around it', 52_000, { 'x-ogw-ratelimit-reset': ' 52\t' }],
	['with many digits after the point', 1_250, { 'x-ogw-ratelimit-reset': '1.25' }],
	['zero', 0, { 'x-ogw-ratelimit-reset': '0' }],
	['the header of a proxy', 7_000, { 'retry-after': '7' }],
	['both: Feishu knows better', 52_000, { 'x-ogw-ratelimit-reset': '52', 'retry-after': '7' }],
	['a malformed one and a proxy', 7_000, { 'x-ogw-ratelimit-reset': 'soon', 'retry-after': '7' }],
	['a year', 3_600_000, { 'x-ogw-ratelimit-reset': '31536000' }],
	['more digits than a number holds', 3_600_000, { 'retry-after': '9'.repeat(400) }],
	['one with a unit', undefined, { 'x-ogw-ratelimit-reset': '52s' }],
	['a negative one', undefined, { 'x-ogw-ratelimit-reset': '-1' }],
	['an infinite one', undefined, { 'x-ogw-ratelimit-reset': 'Infinity' }],
	['a date', undefined, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }],
	['a list', undefined, { 'retry-after': ['7'] }],
	['none', undefined, {}],
])('when to come back: %s', (_name, resetMs, headers) => {
	for (const exchange of [answered(429, '', headers), answered(400, { code: 99991400 }, headers)]) {
		expect(judge(exchange)).toMatchObject({ verdict: 'notNow', resetMs });
	}
});

test.each([
	[154001, true],
	[154003, true],
	[99991672, true],
	[99991663, true],
	[154000, false],
	[154004, false],
	[99992351, false],
	[123456, false],
])('does %i hold for every item? %s', (code, everyItem) => {
	expect(judge(answered(400, { code }))).toMatchObject({ verdict: 'refused', everyItem });
});

test('only a scope for User IDs alone is about User IDs alone', () => {
	const USER_IDS = 'contact:user.employee_id:readonly';
	const lacking = (...scopes: string[]) =>
		judge(
			answered(400, {
				code: 99991672,
				error: { permission_violations: scopes.map((subject) => ({ subject })) },
			}),
		);
	const all = { everyItem: true };
	expect(lacking(USER_IDS)).toMatchObject({ everyItem: false, everyIdOf: 'user_id' });
	for (const scopes of [[], ['helpdesk:all'], [USER_IDS, 'helpdesk:all']]) {
		expect(lacking(...scopes)).toMatchObject(all);
		expect(lacking(...scopes)).not.toHaveProperty('everyIdOf');
	}
});

describe('the table of codes', () => {
	test.each([...CODE_MEANINGS])(
		'%i says what happened and what to do',
		(_code, { title, advice, source }) => {
			expect(title).toMatch(/^[A-Z].*[^.]$/);
			expect(advice).toMatch(/^\S.*[^ ]$/);
			expect(source).toMatch(/^https:\/\/open\.feishu\.cn\/|^Helpdesk API reference: /);
		},
	);
});
