/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the node's list of aliases */
/**
 * What a builder sees in the editor: known not to hold yet; see the changelog and the issue tracker. `test.failing` turns red
 * when one holds: then it becomes a plain test.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';

import { fields } from '../../nodes/SendBotMessage/fields';
import { text } from '../../nodes/shared/messageTypes/text';
import { readQuestion } from '../../nodes/SendBotMessage/operations/sendAndWait/readQuestion';

test.failing('the receiver is one resource locator, and begins with Email', () => {
	const receiver = fields.find(({ name }) => name === 'receiver');
	expect([receiver?.type, (receiver?.default as { mode?: string } | undefined)?.mode]).toEqual([
		'resourceLocator',
		'email',
	]);
});

/** A switch that is left out is off, so one that was just added must be on. */
test.failing('whatever option is added does what its name says', () => {
	const optionsOf = ({ type, options = [] }: INodeProperties) =>
		type === 'collection' ? (options as INodeProperties[]) : [];
	const off = fields
		.flatMap(optionsOf)
		.filter((option) => option.type === 'boolean' && option.default !== true);
	expect([...new Set(off.map(({ displayName }) => displayName))]).toEqual([]);
});

test.failing('a mention by e-mail address is not sent as if the address were an ID', () => {
	const mention = [{ who: 'person', userId: 'li.hua@example.com' }];
	expect(
		JSON.stringify(
			text.compile({ text: 'Hello', mentions: { mention }, mentionsPosition: 'before' }),
		),
	).not.toContain('<at user_id=\\"li.hua@example.com');
});

test.failing('an approval has two answers', () => {
	const read = readQuestion(
		{ cardTitle: '', message: 'May I?', responseType: 'approval' },
		0,
		new Date(),
	);
	expect(read.ok ? read.value.question.answers.map(({ key }) => key) : read).toEqual([
		'approve',
		'decline',
	]);
});

/** What is typed must stand in one alias: those of a node are not searched together. */
test.failing.each([
	'飞书机器人',
	'飞书服务台',
	'飞书消息',
	'消息',
	'通知',
	'卡片',
	'工单',
	'群发',
	'lark bot',
	'lark helpdesk',
	'feishu card',
	'notify',
])('the node is found by %s', (typed) => {
	const { alias } = JSON.parse(
		readFileSync(join(__dirname, '../../nodes/SendBotMessage/SendBotMessage.node.json'), 'utf8'),
	) as { alias: string[] };
	expect(alias.filter((name) => name.includes(typed))).not.toEqual([]);
});
