/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a benchmark, never inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { chosenMessage } from '../nodes/SendBotMessage/operations/send';
import { prepareItem } from '../nodes/shared/run/prepareItem';
import { answer } from './answer';

export interface Compile {
	readonly messageType: string;
	/** A file of test/fixtures/messages. */
	readonly fixture: string;
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

answer<Compile, Compiled>(async ({ messageType, fixture }) => {
	const text = readFileSync(join(__dirname, '../test/fixtures/messages', messageType, `${fixture}.json`), 'utf8');
	const { parameters } = JSON.parse(text) as { parameters: object };
	const recipient = { receiverId: 'ou_1', receiverIdType: 'open_id', receiveType: 'chat' } as const;
	const compile = () => {
		const prepared = prepareItem({ messageType, receiverId: 'ou_1', receiverIdType: 'open_id', receiveType: 'chat', ...parameters }, chosenMessage);
		if (!prepared.ok) throw new Error(prepared.problem.message);
		return Buffer.byteLength(JSON.stringify(prepared.value.requestTo(recipient, () => 'img_v3_1').body));
	};
	messagesIn(WARM_UP_MS, compile);
	return { perSecond: messagesIn(MEASURED_MS, compile) / (MEASURED_MS / 1000), bytes: compile() };
});
