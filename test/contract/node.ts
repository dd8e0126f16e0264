import type { IDataObject } from 'n8n-workflow';

import { credentialOf } from '../support/credential';
import { loadEngine } from '../support/n8nEngine/engine';
import { CREDENTIAL_ID, outputOf, ROOT, workflowOf } from '../node/setup';
import type { Message, Names } from './messages';
import type { Receiving } from './sdk';
import type { Target } from './target';
import { by } from '../support/receiver';

/** Where the message goes, as our panel asks for it. */
const panelOf = ({ receiverId, receiverIdType, receiveType }: Receiving) => ({
	receiver: by(receiverIdType === 'open_id' ? 'id' : receiverIdType, receiverId),
	receiveType,
});

/** Our node on n8n's engine, with a credential for the target. */
export async function nodeOf(target: Target) {
	const engine = await loadEngine(ROOT);
	const store = { [CREDENTIAL_ID]: credentialOf(target) };
	/** The output item: the message, or what went wrong. */
	const run = async (
		parameters: IDataObject,
		picture?: Buffer,
		type = 'sendBotMessage',
	): Promise<IDataObject | undefined> => {
		const workflow = workflowOf(parameters, [{}], {
			type: `n8n-nodes-feishu-helpdesk.${type}`,
			onError: 'continueRegularOutput',
		});
		const binary = picture && {
			data: { data: picture.toString('base64'), mimeType: 'image/png', fileName: 'picture.png' },
		};
		const finished = await engine.run(
			{ ...workflow, pinData: { Trigger: [{ json: {}, ...(binary && { binary }) }] } },
			store,
		);
		return outputOf(finished)[0]?.[0]?.json;
	};
	return {
		send: async (message: Message, names: Names, receiving: Receiving) =>
			await run({
				...panelOf(receiving),
				messageType: message.msgType,
				...message.parameters(names),
			}),
		sendPicture: async (picture: Buffer, receiving: Receiving) =>
			await run(
				{
					...panelOf(receiving),
					messageType: 'image',
					imageSource: 'binary',
					imageBinaryField: 'data',
				},
				picture,
			),
		/** An operation of Feishu Helpdesk. */
		helpdesk: async (parameters: IDataObject) => await run(parameters, undefined, 'feishuHelpdesk'),
		sendTo: async (email: string, text: string) =>
			await run({ receiver: by('email', email), receiveType: 'user', text }),
	};
}
