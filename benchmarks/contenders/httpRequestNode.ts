import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { isDelivered, n8nFor, settled } from './inN8n';
import type { Contender, Settings, Target } from './contender';

function batching({ batch }: Settings): IDataObject {
	if (!batch) return {};
	return { batching: { batch: { batchSize: batch.size, batchInterval: batch.intervalMs } } };
}

/** n8n's HTTP Request node with our credential. */
export async function httpRequestNode(target: Target): Promise<Contender> {
	const n8n = await n8nFor(target);
	const step = (settings: Settings, path: string, body: IDataObject) => ({
		...settled(settings),
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method: 'POST',
			url: target.baseUrl + path,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'feishuHelpdeskApi',
			sendBody: true,
			...body,
			options: batching(settings),
		} as INodeParameters,
	});
	const message = (settings: Settings, to: string, msgType: string, content: string) =>
		step(settings, '/open-apis/helpdesk/v1/message?user_id_type=open_id', {
			contentType: 'json',
			specifyBody: 'json',
			jsonBody: `={{ JSON.stringify({ msg_type: "${msgType}", content: JSON.stringify(${content}), receiver_id: ${to}, receive_type: "chat" }) }}`,
		});
	return {
		async sendTexts(messages, settings) {
			const items = messages.map((each) => ({ json: { ...each } }));
			return (
				await n8n.run([message(settings, '$json.to', 'text', '{ text: $json.text }')], items)
			).filter(isDelivered).length;
		},
		async sendPictures(messages, settings) {
			const upload = step(settings, '/open-apis/im/v1/images', {
				contentType: 'multipart-form-data',
				bodyParameters: {
					parameters: [
						{ parameterType: 'formData', name: 'image_type', value: 'message' },
						{ parameterType: 'formBinaryData', name: 'image', inputDataFieldName: 'data' },
					],
				},
			});
			const send = message(
				settings,
				'$("Trigger").item.json.to',
				'image',
				'{ image_key: $json.data.image_key }',
			);
			return (await n8n.run([upload, send], await n8n.itemsOf(messages))).filter(isDelivered)
				.length;
		},
	};
}
