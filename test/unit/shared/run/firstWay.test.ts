import { firstWay } from '../../../../nodes/shared/run/firstWay';
import { OpenTickets } from '../../../../nodes/shared/run/openTickets';
import { messageTo } from './messageTo';
import { answered, given, readingContext } from './readingContext';

const ticket = { ticket_id: '7', status: 2, guest: { id: 'ou_1' } };
const IN_PROGRESS = 'Ticket 7 is in progress (Processing)';

/** Where a message goes first, and how many questions that took. */
async function way(parameters: object, answer = given({ total: 1, tickets: [ticket] })) {
	const message = messageTo('ou_1', parameters);
	const { context, asked, run } = readingContext(() => answer);
	const {
		recipient,
		reason,
		ticket: found,
	} = await run(firstWay(message, new OpenTickets(), context));
	return { recipient, reason, ticket: found, asked: asked.length };
}

const intoTicket = { options: { ticketInProgress: 'ticket' } };
const group = { receiverId: 'ou_1', receiverIdType: 'open_id', receiveType: 'chat' };
const found = { kind: 'open', ticketId: '7', status: 'Processing' };

test('into the ticket that is in progress', async () => {
	expect(await way(intoTicket)).toEqual({
		recipient: { receiverId: '7', receiverIdType: 'ticket_id', receiveType: 'ticket' },
		reason: IN_PROGRESS,
		ticket: found,
		asked: 1,
	});
});

test('what a ticket does not take goes into the private chat', async () => {
	const image = { messageType: 'image', imageSource: 'imageKey', imageKey: 'img_1' };
	expect(await way({ ...intoTicket, ...image })).toEqual({
		recipient: { ...group, receiveType: 'user' },
		reason: `${IN_PROGRESS}, and a ticket takes only text and rich text`,
		ticket: found,
		asked: 1,
	});
});

test.each([
	['no ticket is in progress', given({ total: 0, tickets: [] })],
	['tickets cannot be read', answered(400, { code: 99991672 })],
])('to the group where %s', async (_why, answer) => {
	expect(await way(intoTicket, answer)).toEqual({ recipient: group, asked: 1 });
});

test.each([
	['that goes to the private chat anyway', { ...intoTicket, receiveType: 'user' }, 'user'],
	['whose sender does not want it', { options: { ticketInProgress: 'privateChat' } }, 'chat'],
])('no ticket is read for a message %s', async (_which, parameters, receiveType) => {
	expect(await way(parameters)).toEqual({ recipient: { ...group, receiveType }, asked: 0 });
});
