/**
 * What a builder sees in the editor: known not to hold yet; see the changelog and the issue tracker. `test.failing` turns red
 * when one holds: then it becomes a plain test.
 */
import { fields } from '../../nodes/SendBotMessage/fields';
import { text } from '../../nodes/shared/messageTypes/text';
import { describeFailure } from '../../nodes/shared/output/describeFailure';

test.failing('the receiver is one resource locator, and begins with Email', () => {
	const receiver = fields.find(({ name }) => name === 'receiver');
	expect([receiver?.type, (receiver?.default as { mode?: string } | undefined)?.mode]).toEqual([
		'resourceLocator',
		'email',
	]);
});

test.failing('a mention by e-mail address is not sent as if the address were an ID', () => {
	const mention = [{ who: 'person', userId: 'li.hua@example.com' }];
	expect(
		JSON.stringify(
			text.compile({ text: 'Hello', mentions: { mention }, mentionsPosition: 'before' }),
		),
	).not.toContain('<at user_id=\\"li.hua@example.com');
});

test.failing('a scope that is missing stands in the title', () => {
	const statement = { httpStatus: 400, code: 99991672, scopes: ['helpdesk:all'] };
	const { title } = describeFailure({
		kind: 'failed',
		verdict: { verdict: 'refused', tokenRefused: false, everyItem: true, statement },
		receiver: 'ou_1',
		receiveType: 'chat',
	});
	expect(title).toContain('helpdesk:all');
});
