import { readConnectionLoss } from '../../../nodes/SendBotMessage/feishu/connection';

function nested(error: object): object {
	return { message: 'wrapped', cause: { code: 'ERR_BAD_REQUEST', cause: error } };
}

test.each([
	[{ code: 'ECONNREFUSED', syscall: 'connect' }, true],
	[{ code: 'ENOTFOUND', syscall: 'getaddrinfo' }, true],
	[{ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }, true],
	[{ code: 'ETIMEDOUT', syscall: 'connect' }, true],
	[{ code: 'EHOSTUNREACH', syscall: 'connect' }, true],
	[{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, true],
	[{ code: 'CERT_HAS_EXPIRED' }, true],
	[{ code: 'ECONNRESET', syscall: 'read' }, false],
	[{ code: 'ECONNRESET' }, false],
	[{ code: 'ECONNABORTED' }, false],
	[{ code: 'ERR_CANCELED' }, false],
	[{ code: 'ERR_ANSWER_TOO_LONG' }, false],
	[{ code: 'ETIMEDOUT' }, false],
	[{ code: 'ETIMEDOUT', syscall: 'read' }, false],
	[{ code: 'EHOSTUNREACH', syscall: 'read' }, false],
	[{ code: 'EPIPE', syscall: 'write' }, false],
	[{ code: 'SOMETHING_NEW' }, false],
	[{}, false],
])('%j: never connected? %s', (error, neverConnected) => {
	expect(readConnectionLoss(error)).toEqual({ neverConnected, reason: expect.stringMatching(/^\S.*[^.]$/) as string });
	expect(readConnectionLoss(nested(error)).neverConnected).toBe(neverConnected);
});

test('what is no error at all counts as lost on the way', () => {
	const cyclic: { cause?: unknown } = {};
	cyclic.cause = cyclic;
	for (const thrown of [undefined, null, 'text', 7, cyclic]) {
		expect(readConnectionLoss(thrown)).toEqual({ neverConnected: false, reason: 'the connection broke' });
	}
});
