/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on its own, never inside n8n */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import type { FastifyReply } from 'fastify';

import type { ReceivedRequest } from '../inbox';
import type { EmulatorState } from '../state';
import { isRefusal, type Outcome, refusalBody } from './refusal';

/** An answer as it is sent: an object becomes JSON, a string is sent as it is. */
export interface Answer {
	status: number;
	headers?: Record<string, string>;
	body: unknown;
}

/** `20260502185309D5C2A96351BC74363145`: the time in Beijing and 20 hex digits, as in log IDs that people quote. */
export function logId(): string {
	const beijing = new Date(Date.now() + 8 * 3600 * 1000).toISOString();
	return beijing.replace(/\D/g, '').slice(0, 14) + randomBytes(10).toString('hex').toUpperCase();
}

/** Waits, reports the end of the request to the inbox, and sends the answer. */
export async function send(
	reply: FastifyReply,
	received: ReceivedRequest,
	state: EmulatorState,
	outcome: Outcome | Answer,
): Promise<FastifyReply> {
	const answer = answerOf(outcome, received.logId ?? '');
	const { latencyMs } = state.settings;
	if (latencyMs > 0 && !(await silence(latencyMs, reply, state))) {
		state.inbox.settled(received);
		return hangUp(reply);
	}

	const { code, msg } = (typeof answer.body === 'object' ? answer.body : {}) as {
		code?: unknown;
		msg?: unknown;
	};
	received.status = answer.status;
	received.code = typeof code === 'number' ? code : null;
	received.msg = typeof msg === 'string' ? msg : null;
	state.inbox.settled(received);
	const isText = typeof answer.body === 'string';
	return reply
		.code(answer.status)
		.header('x-tt-logid', received.logId)
		.type(isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8')
		.headers(answer.headers ?? {})
		.send(isText ? answer.body : JSON.stringify(answer.body));
}

/** Closes the connection without an answer. */
export function hangUp(reply: FastifyReply): FastifyReply {
	reply.hijack();
	reply.raw.destroy();
	return reply;
}

/** True when the time is up; false if the client gave up first or the emulator closes. */
export async function silence(
	milliseconds: number,
	reply: FastifyReply,
	{ closing }: EmulatorState,
): Promise<boolean> {
	const gone = new AbortController();
	const end = () => gone.abort();
	if (closing.aborted || reply.raw.destroyed) return false;
	reply.raw.once('close', end);
	closing.addEventListener('abort', end);
	try {
		await wait(milliseconds, undefined, { signal: gone.signal });
		return true;
	} catch {
		return false;
	} finally {
		reply.raw.off('close', end);
		closing.removeEventListener('abort', end);
	}
}

function answerOf(outcome: Outcome | Answer, logIdOfRequest: string): Answer {
	if (isRefusal(outcome)) {
		const { status, headers } = outcome;
		return { status, headers, body: refusalBody(outcome, logIdOfRequest) };
	}
	return 'status' in outcome ? outcome : { status: 200, body: outcome.body };
}
