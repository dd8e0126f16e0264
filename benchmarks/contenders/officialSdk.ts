/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a benchmark, never inside n8n */
import { createReadStream } from 'node:fs';
import { Client, withHelpDeskCredential } from '@larksuiteoapi/node-sdk';

import type { Contender, Target } from './contender';
import { loop } from './loop';

/** Feishu's own client for Node.js, in a loop. */
export async function officialSdk({
	baseUrl,
	appId,
	appSecret,
	helpdeskId,
	helpdeskToken,
}: Target): Promise<Contender> {
	const silent = () => undefined;
	const logger = { error: silent, warn: silent, info: silent, debug: silent, trace: silent };
	const client = new Client({
		appId,
		appSecret,
		helpDeskId: helpdeskId,
		helpDeskToken: helpdeskToken,
		domain: baseUrl,
		logger,
	});
	const send = async (to: string, msgType: 'text' | 'image', content: object) => {
		const data = {
			msg_type: msgType,
			content: JSON.stringify(content),
			receiver_id: to,
			receive_type: 'chat' as const,
		};
		await client.helpdesk.v1.botMessage.create(
			{ data, params: { user_id_type: 'open_id' } },
			withHelpDeskCredential(),
		);
	};
	return {
		sendTexts: async (messages, { inFlight = 1 }) =>
			await loop(messages, inFlight, async ({ to, text }) => await send(to, 'text', { text })),
		sendPictures: async (messages, { inFlight = 1 }) =>
			await loop(messages, inFlight, async ({ to, path }) => {
				const upload = await client.im.v1.image.create({
					data: { image_type: 'message', image: createReadStream(path) },
				});
				await send(to, 'image', { image_key: upload?.image_key });
			}),
	};
}
