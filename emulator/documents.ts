/** Where the rules come from. A refusal names one of these as its source. */
export const documents = {
	sendBotMessage:
		'https://open.feishu.cn/document/server-docs/helpdesk-v1/ticket-management/ticket-message/create-2',
	helpdeskGuide: 'https://open.feishu.cn/document/ukTMukTMukTM/ugDOyYjL4gjM24CO4IjN',
	tickets: 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket/list',
	ticket: 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket/get',
	ticketMessages:
		'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket-message/list',
	ticketMessage:
		'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket-message/create',
	ticketCustomizedFields:
		'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket_customized_field/list-ticket-customized-fields',
	messageContent: 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json',
	imMessage: 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/create',
	cardJson1:
		'https://open.larkoffice.com/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-structure.md',
	cardJson2Changes:
		'https://open.larkoffice.com/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-breaking-changes-release-notes.md',
	uploadImage: 'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/image/create',
	batchGetId:
		'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/batch_get_id',
	employeesSearch:
		'https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/directory-v1/employee/search',
	tenantAccessToken:
		'https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/auth-v3/auth/tenant_access_token_internal',
	errorCodes: 'https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN',
	errorBody: 'https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-',
	rateLimits: 'https://open.feishu.cn/document/ukTMukTMukTM/uUzN04SN3QjL1cDN',
	/** Answers of the live gateway to calls without credentials, recorded and published by a third party. */
	gatewayProbe: 'a published log of calls made to the live gateway without credentials, 2026-09-11',
	/** Bodies that people pasted into public issues and code, from other APIs behind the same gateway. */
	publicReports: 'answers of the live gateway on its other APIs, quoted in public issues and code',
	/** What people saw of im/v1 and custom bots; that Helpdesk refuses the same is likely and not known. */
	reports: {
		notJson: 'https://github.com/XUJiahua/alertmanager-webhook-feishu/issues/2',
		linkScheme: 'https://github.com/openabdev/openab/issues/1328',
		pictureByAddress: 'https://github.com/jxxghp/MoviePilot/issues/5818',
		mentionByEmail: 'https://github.com/feiyu563/PrometheusAlert/issues/514',
		cardWithoutElements: 'https://github.com/openclaw/openclaw/issues/93197',
		tableInRichText: 'https://github.com/NousResearch/hermes-agent/issues/9549',
	},
	undocumented: 'not documented; this is the closest documented rule',
} as const;
