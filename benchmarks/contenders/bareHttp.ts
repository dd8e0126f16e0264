/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a benchmark, never inside n8n */
import { Agent, request } from 'node:http';

import type { Contender, Target } from './contender';
import { loop } from './loop';

/** Node's own client and nothing else, to find out how much the emulator can handle. */
export async function bareHttp({
	baseUrl,
	appId,
	appSecret,
	helpdeskId,
	helpdeskToken,
}: Target): Promise<Contender> {
	const agent = new Agent({ keepAlive: true });
	const post = async (
		path: string,
		body: object,
		headers: Record<string, string>,
	): Promise<string> =>
		await new Promise((resolve, reject) => {
			const sending = request(
				baseUrl + path,
				{
					method: 'POST',
					agent,
					headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
				},
				(response) => {
					let text = '';
					response
						.setEncoding('utf8')
						.on('data', (chunk: string) => (text += chunk))
						.on('end', () => resolve(text))
						.on('error', reject);
				},
			);
			sending.on('error', reject).end(JSON.stringify(body));
		});
	const answer = await post(
		'/open-apis/auth/v3/tenant_access_token/internal',
		{ app_id: appId, app_secret: appSecret },
		{},
	);
	const headers = {
		Authorization: `Bearer ${(JSON.parse(answer) as { tenant_access_token: string }).tenant_access_token}`,
		'X-Lark-Helpdesk-Authorization': Buffer.from(`${helpdeskId}:${helpdeskToken}`).toString(
			'base64',
		),
	};
	return {
		sendTexts: async (messages, { inFlight = 1 }) =>
			await loop(messages, inFlight, async ({ to, text }) => {
				const body = {
					msg_type: 'text',
					content: JSON.stringify({ text }),
					receiver_id: to,
					receive_type: 'chat',
				};
				await post('/open-apis/helpdesk/v1/message?user_id_type=open_id', body, headers);
			}),
	};
}
