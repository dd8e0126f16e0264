import type { FastifyReply } from 'fastify';

import type { Fault } from '../faults';
import type { ReceivedRequest } from '../inbox';
import type { EmulatorState } from '../state';
import { type Answer, hangUp, send, silence } from './answer';
import { expiredToken } from './callers';
import { type Accepted, refusalBody } from './refusal';

// The longest time a timer accepts: about 25 days.
const FOREVER = 2 ** 31 - 1;

/** Answers (or hangs up) instead of the endpoint. False: the fault is over, continue as usual. */
export async function insteadOfDelivery(
	fault: Fault,
	received: ReceivedRequest,
	reply: FastifyReply,
	state: EmulatorState,
): Promise<boolean> {
	note(fault, received);
	switch (fault.kind) {
		case 'stall':
			return !(await stalled(fault.ms, received, reply, state));
		case 'dropBeforeDelivery':
			state.inbox.settled(received);
			hangUp(reply);
			return true;
		default:
			await send(reply, received, state, answerInstead(fault, received, state));
			return true;
	}
}

/** Answers (or hangs up) after the request was processed. */
export async function afterDelivery(
	fault: Fault,
	accepted: Accepted,
	received: ReceivedRequest,
	reply: FastifyReply,
	state: EmulatorState,
): Promise<FastifyReply> {
	note(fault, received);
	switch (fault.kind) {
		case 'answer':
			return await send(reply, received, state, fault);
		case 'garbage':
			return await send(reply, received, state, garbage(JSON.stringify(accepted.body)));
		case 'stall':
			if (await stalled(fault.ms, received, reply, state))
				return await send(reply, received, state, accepted);
			return reply;
		default:
			state.inbox.settled(received);
			return hangUp(reply);
	}
}

function note(fault: Fault, received: ReceivedRequest): void {
	received.fault = fault.kind;
	received.reason = `The fault "${fault.kind}" was injected into this request.`;
}

/** True if the time is up and the client is still waiting. */
async function stalled(
	milliseconds: number | undefined,
	received: ReceivedRequest,
	reply: FastifyReply,
	state: EmulatorState,
): Promise<boolean> {
	state.inbox.settled(received);
	if (await silence(milliseconds ?? FOREVER, reply, state)) return true;
	hangUp(reply);
	return false;
}

function answerInstead(fault: Fault, received: ReceivedRequest, state: EmulatorState): Answer {
	if (fault.kind === 'rateLimited') return rateLimited(fault, state);
	if (fault.kind === 'tokenExpired') {
		// The token is dead from now on: a client that sends it again is refused again.
		state.tokens.expire(/^Bearer\s+(\S+)/.exec(received.headers.authorization ?? '')?.[1] ?? '');
		const refusal = expiredToken('');
		return { status: fault.status ?? 400, body: refusalBody(refusal, received.logId ?? '') };
	}
	if (fault.kind === 'answer') return fault;
	return garbage('{"code":0,"msg":"success","data":{}}');
}

function rateLimited(
	{ status, reset, retryAfter }: Extract<Fault, { kind: 'rateLimited' }>,
	{ settings }: EmulatorState,
): Answer {
	const headers: Record<string, string> = {};
	if (reset !== undefined) {
		// The documented limit, if this emulator has none.
		headers['x-ogw-ratelimit-limit'] = String(settings.quota.limit || 100);
		headers['x-ogw-ratelimit-reset'] = reset;
	}
	if (retryAfter !== undefined) headers['retry-after'] = retryAfter;
	return {
		status: status ?? 429,
		headers,
		body: { code: 99991400, msg: 'request trigger frequency limit' },
	};
}

/** The JSON, cut off in the middle. */
function garbage(json: string): Answer {
	return {
		status: 200,
		headers: { 'content-type': 'application/json; charset=utf-8' },
		body: json.slice(0, Math.floor(json.length / 2)),
	};
}
