import type { Unsent } from '../../../../nodes/shared/delivery/deliver';
import type { Statement } from '../../../../nodes/shared/feishu/judge';
import { describeReading } from '../../../../nodes/shared/output/describeReading';

const refusal = (statement: Partial<Statement>, everyItem = false): Unsent => ({
	verdict: 'refused',
	tokenRefused: false,
	everyItem,
	statement: { httpStatus: 400, scopes: [], ...statement },
});
const busy = { httpStatus: 429, code: 99991400, scopes: [] };
const loss = { neverConnected: false, reason: 'no answer came in time' };
const problem = { field: 'appSecret', message: 'No', hint: 'Do' };

const describe_ = (verdict: Unsent, subject: 'ticketReading' | 'people' = 'ticketReading') =>
	describeReading({ kind: 'notRead', verdict, subject });

test.each<[string, Unsent, string, string]>([
	[
		'the scope, by the gateway',
		refusal({ code: 99991672, scopes: ['helpdesk:all:readonly', 'helpdesk:all'] }, true),
		'credential',
		'The app may not read tickets: it lacks the scope helpdesk:all:readonly',
	],
	[
		'the scope, by Helpdesk',
		refusal({ httpStatus: 401, code: 154003 }),
		'refused',
		'The app may not read this; it may lack the scope helpdesk:all:readonly',
	],
	['the ticket', refusal({ code: 154004 }), 'refused', 'Feishu did not find the ticket'],
	[
		'a code nobody knows',
		refusal({ code: 1 }),
		'refused',
		'Feishu did not give what was asked for',
	],
	[
		'a quota, for longer than may be waited',
		{ verdict: 'waitTooLong', waitMs: 1, statement: busy },
		'rateLimited',
		'Feishu receives too many requests from this app',
	],
	[
		'a quota of our own',
		{ verdict: 'waitTooLong', waitMs: 1 },
		'rateLimited',
		'Feishu receives too many requests from this app',
	],
	[
		'an internal error',
		{
			verdict: 'notNow',
			holdsUp: 'message',
			statement: { httpStatus: 500, code: 155000, scopes: [] },
		},
		'notConnected',
		'Feishu had an internal error',
	],
	[
		'silence',
		{ verdict: 'notNow', holdsUp: 'message', loss },
		'notConnected',
		'Feishu could not be asked, because no answer came in time',
	],
	[
		'a bad credential',
		{ verdict: 'refused', tokenRefused: false, everyItem: true, problem },
		'credential',
		'No',
	],
	[
		'a stopped execution',
		{ verdict: 'notTried' },
		'notTried',
		'Feishu was not asked, because the execution was stopped',
	],
])('%s', (_name, verdict, kind, title) => {
	const report = describe_(verdict);
	expect(report).toMatchObject({ title, details: { kind } });
	expect(JSON.stringify(report)).not.toMatch(/deliver|message to/);
});

test('a look-up names its own scope', () => {
	expect(
		describe_(refusal({ code: 99991672, scopes: ['contact:user.id:readonly'] }, true), 'people')
			.title,
	).toBe('The app lacks a scope: contact:user.id:readonly');
});

test('an item that was not tried says which one showed why', () => {
	const report = describeReading({
		kind: 'notRead',
		subject: 'ticketReading',
		verdict: refusal({ code: 154001 }, true),
		shownByItem: 0,
	});
	expect(report.advice[0]).toBe('Not tried, because item 0 showed that none can be read.');
});
