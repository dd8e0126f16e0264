import { isJsonObject, type JsonObject } from '../parameters/readParameter';

/** What another program sends, and how to know it. */
interface Product {
	readonly name: string;
	/** By their documents, the names that such a body has. */
	readonly isFrom: (body: JsonObject) => boolean;
	/** True where a content may stand inside: then its place says more than the name. */
	readonly mayCarry?: boolean;
	/** What to do with it, where more is known than for any other. */
	readonly remedy?: string;
}

const has =
	(...names: readonly string[]) =>
	(body: JsonObject) =>
		names.every((name) => body[name] !== undefined);
const hasList =
	(name: string, ...entryHas: readonly string[]) =>
	(body: JsonObject) => {
		const list = body[name];
		const first: unknown = Array.isArray(list) ? list[0] : undefined;
		return isJsonObject(first) && has(...entryHas)(first);
	};

/** In this order: Grafana sends what Alertmanager sends, and more. */
const products: readonly Product[] = [
	// https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json
	{
		name: 'the content of a text message',
		isFrom: (body) => typeof body.text === 'string' && Object.keys(body).length === 1,
		mayCarry: true,
		remedy: "Set 'Message Type' to Text, and enter the words there.",
	},
	{
		name: 'the content of a rich text',
		isFrom: (body) =>
			isJsonObject(body.post) || isJsonObject(body.zh_cn) || isJsonObject(body.en_us),
		mayCarry: true,
		remedy: "Set 'Message Type' to Rich Text, and enter it there as JSON.",
	},
	{
		name: 'the data of a template',
		isFrom: (body) =>
			has('template_id')(body) || (isJsonObject(body.data) && has('template_id')(body.data)),
		mayCarry: true,
		remedy: "Set 'Card Input' to Template, which has a field for each part of it.",
	},
	{
		name: 'a card',
		isFrom: (body) => Array.isArray(body.elements),
		remedy: "Set 'Message Type' to Card, and enter it there as JSON.",
	},
	// https://docs.slack.dev/messaging/formatting-message-text, https://docs.slack.dev/reference/block-kit/blocks
	{ name: 'a message for Slack', isFrom: hasList('blocks', 'type') },
	// https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
	{
		name: 'a card for Microsoft Teams',
		isFrom: (body) =>
			body.type === 'AdaptiveCard' ||
			body['@type'] === 'MessageCard' ||
			hasList('attachments', 'contentType')(body),
	},
	{ name: 'a message for Slack', isFrom: hasList('attachments') },
	// https://discord.com/developers/docs/resources/webhook#execute-webhook
	{ name: 'a message for Discord', isFrom: hasList('embeds') },
	// https://developers.google.com/workspace/chat/api/reference/rest/v1/cards
	{ name: 'a message for Google Chat', isFrom: has('cardsV2') },
	// https://core.telegram.org/bots/api#sendmessage
	{ name: 'a message for Telegram', isFrom: has('chat_id', 'text') },
	// https://developer.work.weixin.qq.com/document/path/91770
	{
		name: 'a message for WeCom',
		isFrom: (body) =>
			has('card_type')(body) ||
			['markdown_v2', 'template_card', 'news', 'textcard'].includes(String(body.msgtype)),
	},
	// https://open.dingtalk.com/document/orgapp/custom-bot-send-message-type; WeCom's markdown and text look the same
	{
		name: 'a message for DingTalk',
		isFrom: (body) => ['actionCard', 'feedCard', 'link', 'oa'].includes(String(body.msgtype)),
	},
	{ name: 'a message for DingTalk or WeCom', isFrom: has('msgtype') },
	// https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/
	{
		name: 'an alert from Grafana',
		isFrom: (body) =>
			has('ruleName', 'state')(body) || (Array.isArray(body.alerts) && has('orgId')(body)),
	},
	// https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
	{ name: 'an alert from Prometheus Alertmanager', isFrom: (body) => Array.isArray(body.alerts) },
	// https://docs.gitlab.com/user/project/integrations/webhook_events/
	{ name: 'an event from GitLab', isFrom: has('object_kind') },
	// https://docs.github.com/webhooks/webhook-events-and-payloads
	{ name: 'an event from GitHub', isFrom: has('repository', 'sender') },
	// https://plugins.jenkins.io/notification
	{
		name: 'an event from Jenkins',
		isFrom: (body) => isJsonObject(body.build) && has('name', 'url')(body),
	},
	// https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case
	{
		name: 'an event from Feishu',
		isFrom: (body) => isJsonObject(body.event) && (isJsonObject(body.header) || has('token')(body)),
		mayCarry: true,
	},
	// https://docs.n8n.io/integrations/builtin/core-nodes/n8n-nodes-base.webhook/
	{
		name: 'a whole item of a Webhook node',
		isFrom: has('headers', 'query', 'body'),
		mayCarry: true,
	},
];

/** Whose body it is, undefined where nothing tells. */
export function findProduct(body: JsonObject): Product | undefined {
	return products.find(({ isFrom }) => isFrom(body));
}
