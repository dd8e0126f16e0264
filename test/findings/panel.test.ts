/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the node's list of aliases */
/**
 * What a builder sees in the editor: known not to hold yet; see the changelog and the issue tracker. `test.failing` turns red
 * when one holds: then it becomes a plain test.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';

import { fields } from '../../nodes/SendBotMessage/fields';
import { describeFailure } from '../../nodes/shared/output/describeFailure';
import { readQuestion } from '../../nodes/SendBotMessage/operations/sendAndWait/readQuestion';

/** A switch that is left out is off, so one that was just added must be on. */
test.failing('whatever option is added does what its name says', () => {
	const optionsOf = ({ type, options = [] }: INodeProperties) =>
		type === 'collection' ? (options as INodeProperties[]) : [];
	const off = fields
		.flatMap(optionsOf)
		.filter((option) => option.type === 'boolean' && option.default !== true);
	expect([...new Set(off.map(({ displayName }) => displayName))]).toEqual([]);
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
