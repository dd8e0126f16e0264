import type { INodeParameters } from 'n8n-workflow';

import { isDelivered, n8nFor, settled } from './inN8n';
import type { Contender, Settings, Target } from './contender';
import { by } from '../../test/support/receiver';

function options({
	inFlight,
	messagesPerMinute,
	deduplicationKey,
	dryRun,
}: Settings): INodeParameters {
	return {
		...(inFlight !== undefined && { concurrency: inFlight }),
		...(messagesPerMinute !== undefined && { messagesPerMinute }),
		...(deduplicationKey !== undefined && { deduplicationKey }),
		...(dryRun && { dryRun }),
	};
}

/** The node of this package. */
export async function ourNode(target: Target): Promise<Contender> {
	const n8n = await n8nFor(target);
	const step = (settings: Settings, message: object) => ({
		...settled(settings),
		type: 'n8n-nodes-feishu-helpdesk.sendBotMessage',
		typeVersion: 1,
		parameters: {
			receiver: by('id', '={{ $json.to }}'),
			...message,
			options: options(settings),
		},
	});
	return {
		async sendTexts(messages, settings) {
			const items = messages.map((message) => ({ json: { ...message } }));
			return (await n8n.run([step(settings, { text: '={{ $json.text }}' })], items)).filter(
				isDelivered,
			).length;
		},
		async sendPictures(messages, settings) {
			const items = await n8n.itemsOf(messages);
			return (await n8n.run([step(settings, { messageType: 'image' })], items)).filter(isDelivered)
				.length;
		},
	};
}
