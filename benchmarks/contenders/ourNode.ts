import { CONTINUE, isDelivered, n8nFor } from './inN8n';
import type { Contender, Settings, Target } from './contender';
import { by } from '../../test/support/receiver';

/** The node of this package. */
export async function ourNode(target: Target): Promise<Contender> {
	const n8n = await n8nFor(target);
	const step = (
		{ inFlight, messagesPerMinute, deduplicationKey, dryRun, continues }: Settings,
		message: object,
	) => ({
		...(continues && CONTINUE),
		type: 'n8n-nodes-feishu-helpdesk.sendBotMessage',
		typeVersion: 1,
		parameters: {
			receiver: by('id', '={{ $json.to }}'),
			...message,
			options: {
				...(inFlight !== undefined && { concurrency: inFlight }),
				...(messagesPerMinute !== undefined && { messagesPerMinute }),
				...(deduplicationKey !== undefined && { deduplicationKey }),
				...(dryRun && { dryRun }),
			},
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
