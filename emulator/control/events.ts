/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs on its own, never inside n8n */
import type { FastifyReply } from 'fastify';

import type { DeliveredMessage, ReceivedRequest } from '../inbox';
import type { EmulatorState } from '../state';
import { messageView, requestView } from './inboxView';

const HEARTBEAT_MS = 15_000;
const MOST_UNREAD_BYTES = 16 * 1024 * 1024;
const MOST_READERS = 20;

/** GET /_emulator/events: Server-Sent Events, one for everything that happens in the inbox. */
export function sendEvents(reply: FastifyReply, state: EmulatorState): void {
	if (state.inbox.events.listenerCount('cleared') >= MOST_READERS) {
		void reply
			.code(503)
			.send({ error: `At most ${MOST_READERS} pages can follow the inbox at a time.` });
		return;
	}
	reply.hijack();
	const { raw } = reply;
	raw.writeHead(200, {
		'content-type': 'text/event-stream; charset=utf-8',
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff',
	});
	const write = (text: string) => {
		raw.write(text);
		// A sleeping reader must not fill the memory: it reconnects when it wakes up.
		if (raw.writableLength > MOST_UNREAD_BYTES) raw.destroy();
	};
	const event = (name: string, data: unknown) =>
		write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);

	let told = JSON.stringify(state.inbox.dropped);
	const tellDropped = () => {
		const dropped = JSON.stringify(state.inbox.dropped);
		if (dropped !== told) event('dropped', state.inbox.dropped);
		told = dropped;
	};
	const onMessage = (message: DeliveredMessage) => {
		event('message', messageView(message, state));
		tellDropped();
	};
	const onRequest = (request: ReceivedRequest) => {
		event('request', requestView(request, state));
		tellDropped();
	};
	const onCleared = () => {
		event('cleared', {});
		tellDropped();
	};
	const { events } = state.inbox;
	events.on('message', onMessage).on('request', onRequest).on('cleared', onCleared);
	const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
	raw.on('close', () => {
		clearInterval(heartbeat);
		events.off('message', onMessage).off('request', onRequest).off('cleared', onCleared);
	});
	event('hello', { url: state.url });
}
