import { chosenMessage } from '../nodes/SendBotMessage/operations/send';
import { prepareItem } from '../nodes/shared/run/prepareItem';
import { messageCases } from '../test/fixtures/messages';
import { answer } from './answer';
import { by } from '../test/support/receiver';

export interface Compile {
	readonly messageType: string;
	/** The name of a case in test/fixtures/messages. */
	readonly name: string;
}

export interface Compiled {
	readonly perSecond: number;
	/** Of the request body. */
	readonly bytes: number;
}

const WARM_UP_MS = 500;
const MEASURED_MS = 1000;

function messagesIn(ms: number, compile: () => void): number {
	const end = performance.now() + ms;
	let count = 0;
	for (; performance.now() < end; count += 100) for (let i = 0; i < 100; i++) compile();
	return count;
}

answer<Compile, Compiled>(async ({ messageType, name }) => {
	const parameters = messageCases[messageType]?.find(
		(message) => message.name === name,
	)?.parameters;
	if (!parameters)
		throw new Error(`There is no case "${name}" of ${messageType} in test/fixtures/messages.`);
	const recipient = { receiverId: 'ou_1', receiverIdType: 'open_id', receiveType: 'chat' } as const;
	const compile = () => {
		const prepared = prepareItem(
			{
				messageType,
				receiver: by('id', 'ou_1'),
				receiveType: 'chat',
				...parameters,
			},
			chosenMessage,
		);
		if (!prepared.ok) throw new Error(prepared.problem.message);
		return Buffer.byteLength(
			JSON.stringify(
				prepared.value.requestTo(
					recipient,
					() => 'img_v3_1',
					({ id }) => id,
				).body,
			),
		);
	};
	messagesIn(WARM_UP_MS, compile);
	return { perSecond: messagesIn(MEASURED_MS, compile) / (MEASURED_MS / 1000), bytes: compile() };
});
