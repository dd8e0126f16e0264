import { isOpenStatus, sightingOf } from '../../../../nodes/FeishuHelpdesk/trigger/sighting';

test.each([
	[2, 2],
	['51', 51],
	[0, 0],
	[-1, 0],
	[1.5, 0],
	['', 0],
	['open', 0],
	[null, 0],
	[undefined, 0],
	[true, 0],
	[[2], 0],
	[Infinity, 0],
	[2 ** 53, 0],
])('the status %p counts as %i', (status, expected) => {
	expect(sightingOf({ ticket_id: '7', status }).status).toBe(expected);
});

// 1 to 5 and 50 to 52: https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket/list
test.each([
	['in progress', [1, 2, 3, 4, 5], true],
	['closed', [50, 51, 52], false],
	['not documented, and below those that are closed', [0, 6, 49], true],
	['not documented, and above them', [53, 100], false],
])('%s', (_what, statuses, isOpen) => {
	expect(statuses.map(isOpenStatus)).toEqual(statuses.map(() => isOpen));
});

test('a ticket that nobody has touched last changed when it was created', () => {
	const createdMs = Date.UTC(2026, 10, 26);
	const ticket = { ticket_id: '7', created_at: createdMs, updated_at: -1, closed_at: 0 };
	expect(sightingOf(ticket)).toMatchObject({
		createdMs,
		updatedMs: createdMs,
		closedMs: 0,
		answeredMs: 0,
	});
});
