/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the node's list of aliases */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { SendBotMessage } from '../../../nodes/SendBotMessage/SendBotMessage.node';

/**
 * What is typed must stand in one alias: n8n compares it with each by itself (sublime-search of @n8n/utils, 2.41.1), letter by
 * letter and with gaps. Whole words are asked for here, which is stricter.
 */
test.each([
	'feishu',
	'lark',
	'helpdesk',
	'bot',
	'notify',
	'notification',
	'reminder',
	'approval',
	'lark bot',
	'lark helpdesk',
	'feishu card',
	'飞书',
	'飞书机器人',
	'飞书服务台',
	'飞书消息',
	'服务台',
	'机器人',
	'消息',
	'通知',
	'卡片',
	'提醒',
	'工单',
	'群发',
	'审批',
])('the node is found by %s', (typed) => {
	const { alias } = JSON.parse(
		readFileSync(join(__dirname, '../../../nodes/SendBotMessage/SendBotMessage.node.json'), 'utf8'),
	) as { alias: string[] };
	expect(alias.filter((name) => name.includes(typed))).not.toEqual([]);
});

test('its description is one line', () => {
	expect(new SendBotMessage().description.description).toBe(
		'Send messages to people as your Feishu (Lark) Helpdesk bot',
	);
});
