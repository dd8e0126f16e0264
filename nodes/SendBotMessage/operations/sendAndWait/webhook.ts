import type { IWebhookDescription, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { askedQuestion } from './askedQuestion';
import { respond } from './respond';

const shared = {
	name: 'default',
	responseMode: 'onReceived',
	responseData: '',
	// n8n takes a call for an answer, and checks its signature, only where the path is the ID of the node.
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
} as const;

/** As in n8n's own nodes with this operation. */
export const webhooks: IWebhookDescription[] = [
	{ ...shared, httpMethod: 'GET' },
	{ ...shared, httpMethod: 'POST' },
];

/** On the canvas, while the execution waits. */
export const waitingNodeTooltip = `={{ $parameter["operation"] === "sendAndWait" ? "Execution will continue after the user's response" : "" }}`;

// The address is the key: it must not get around. The page is never to be taken from a cache, nor framed by another.
const HEADERS = {
	'Cache-Control': 'no-store',
	'Content-Security-Policy':
		"default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	'Content-Type': 'text/html; charset=utf-8',
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'DENY',
	'X-Robots-Tag': 'noindex, nofollow',
};

/** Answers those who open a link of the question. n8n calls it only while the execution waits here. */
export async function answerVisit(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	const response = context.getResponseObject();
	const { 'user-agent': userAgent = '', 'accept-language': acceptLanguage = '' } = request.headers;
	const visit = {
		method: request.method,
		query: request.query,
		fields: context.getBodyData() ?? {},
		userAgent,
		acceptLanguage,
	};
	const reply = respond(visit, askedQuestion(context), new Date(), context.getTimezone());
	for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
	if (reply.data) {
		// n8n says thanks for us once the execution really goes on: of two answers at the same moment one is refused.
		return {
			webhookResponse: reply.html,
			workflowData: [[{ json: { data: reply.data }, pairedItem: { item: 0 } }]],
		};
	}
	response.status(reply.status).send(reply.html);
	return { noWebhookResponse: true };
}
