/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a benchmark, never inside n8n */
import { openAsBlob } from 'node:fs';
import axios from 'axios';

import type { Contender, Target } from './contender';
import { loop } from './loop';

/** The minimum that sends a message in JavaScript: the floor. */
export async function axiosLoop({
	baseUrl,
	appId,
	appSecret,
	helpdeskId,
	helpdeskToken,
}: Target): Promise<Contender> {
	const { data } = await axios.post<{ tenant_access_token: string }>(
		`${baseUrl}/open-apis/auth/v3/tenant_access_token/internal`,
		{ app_id: appId, app_secret: appSecret },
	);
	const authorization = { Authorization: `Bearer ${data.tenant_access_token}` };
	const headers = {
		...authorization,
		'Content-Type': 'application/json; charset=utf-8',
		'X-Lark-Helpdesk-Authorization': Buffer.from(`${helpdeskId}:${helpdeskToken}`).toString(
			'base64',
		),
	};
	const send = async (to: string, msgType: string, content: object) => {
		const body = {
			msg_type: msgType,
			content: JSON.stringify(content),
			receiver_id: to,
			receive_type: 'chat',
		};
		await axios.post(`${baseUrl}/open-apis/helpdesk/v1/message`, body, {
			headers,
			params: { user_id_type: 'open_id' },
		});
	};
	return {
		sendTexts: async (messages, { inFlight = 1 }) =>
			await loop(messages, inFlight, async ({ to, text }) => await send(to, 'text', { text })),
		sendPictures: async (messages, { inFlight = 1 }) =>
			await loop(messages, inFlight, async ({ to, path }) => {
				const form = new FormData();
				form.append('image_type', 'message');
				form.append('image', await openAsBlob(path), 'picture.png');
				const upload = await axios.post<{ data: { image_key: string } }>(
					`${baseUrl}/open-apis/im/v1/images`,
					form,
					{ headers: authorization },
				);
				await send(to, 'image', { image_key: upload.data.data.image_key });
			}),
	};
}
