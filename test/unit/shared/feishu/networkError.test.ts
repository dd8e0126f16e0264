import { readConnectionLoss } from '../../../../nodes/shared/feishu/networkError';

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
	[{ code: 'constructor' }, false],
	[{}, false],
])('%j: never connected? %s', (error, neverConnected) => {
	expect(readConnectionLoss(error)).toEqual({
		neverConnected,
		reason: expect.stringMatching(/^\S.*[^.]$/) as string,
	});
	expect(readConnectionLoss(nested(error)).neverConnected).toBe(neverConnected);
});

test.each([
	['ECONNREFUSED', 'the server refused the connection'],
	['ENOTFOUND', 'the name of the server was not found'],
	['EAI_AGAIN', 'the name of the server could not be looked up'],
	['CERT_HAS_EXPIRED', 'the certificate of the server has expired'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'the certificate of the server is self-signed'],
	['SELF_SIGNED_CERT_IN_CHAIN', 'the certificate of the server is self-signed'],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'the certificate of the server could not be verified'],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'the certificate of the server could not be verified'],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate of the server is for another name'],
	['ECONNABORTED', 'no answer came in time'],
	['ERR_CANCELED', 'no answer came in time'],
	['ETIMEDOUT', 'no answer came in time'],
	['ERR_ANSWER_TOO_LONG', "the answer is longer than any of Feishu's"],
	['ECONNRESET', 'the connection was closed before an answer came'],
	['EPIPE', 'the connection was closed before an answer came'],
	['SOMETHING_NEW', 'the connection broke'],
])('%s in words', (code, reason) => {
	expect(readConnectionLoss({ code: 7, cause: { code } }).reason).toBe(reason);
});

test('whatever else went wrong, what failed while connecting was never sent', () => {
	expect(readConnectionLoss({ code: 'ETIMEDOUT', syscall: 'connect' })).toEqual({
		neverConnected: true,
		reason: 'the server could not be reached',
	});
	expect(readConnectionLoss({ code: 'NEW', syscall: 'getaddrinfo' })).toEqual({
		neverConnected: true,
		reason: 'the server could not be reached',
	});
});

test('looks as deep as any library nests, and no deeper', () => {
	const nest = (depth: number): object =>
		depth === 0 ? { code: 'ECONNREFUSED' } : { cause: nest(depth - 1) };
	expect([
		readConnectionLoss(nest(5)).neverConnected,
		readConnectionLoss(nest(6)).neverConnected,
	]).toEqual([true, false]);
});

test('a server with several addresses, none of which answers, was never connected to', () => {
	const errors = [
		{ code: 'ETIMEDOUT', syscall: 'connect' },
		{ code: 'ENETUNREACH', syscall: 'connect' },
	];
	expect(readConnectionLoss(nested({ code: 'ETIMEDOUT', errors })).neverConnected).toBe(true);
});

// As n8n 1.123 leaves them: docs/n8n-notes.md
test.each([
	['connect ECONNREFUSED 127.0.0.1:1', true, 'the server refused the connection'],
	[
		'connect ETIMEDOUT 192.0.2.1:443 | connect ENETUNREACH 2001:db8::1:443',
		true,
		'the server could not be reached',
	],
	['getaddrinfo ENOTFOUND nowhere.invalid', true, 'the name of the server was not found'],
	['getaddrinfo EAI_AGAIN open.feishu.cn', true, 'the name of the server could not be looked up'],
	['self-signed certificate', true, 'the certificate of the server is self-signed'],
	[
		'self-signed certificate in certificate chain; if the root CA is installed locally, try',
		true,
		'the certificate of the server is self-signed',
	],
	[
		"Hostname/IP does not match certificate's altnames: IP: 127.0.0.1 is not in the cert's list: ",
		true,
		'the certificate of the server is for another name',
	],
	['socket hang up', false, 'the connection was closed before an answer came'],
	['read ECONNRESET', false, 'the connection was closed before an answer came'],
	['certificate has expired', true, 'the certificate of the server has expired'],
	[
		'unable to verify the first certificate',
		true,
		'the certificate of the server could not be verified',
	],
	[
		'unable to get local issuer certificate',
		true,
		'the certificate of the server could not be verified',
	],
	['write EPIPE', false, 'the connection was closed before an answer came'],
	['connect ECONNREFUSEDx', false, 'the connection broke'],
	['timeout of 300ms exceeded', false, 'no answer came in time'],
	['canceled', false, 'no answer came in time'],
	['Request failed: connect ECONNREFUSED 127.0.0.1:1', false, 'the connection broke'],
	[
		'Client network socket disconnected before secure TLS connection was established',
		true,
		'no safe (TLS) connection could be made',
	],
	[
		'Proxy connection ended before receiving CONNECT response',
		true,
		'no safe (TLS) connection could be made',
	],
	['certificate is not yet valid', true, 'the certificate of the server is not valid yet'],
	['write EPROTO 80DCA1E0137F0000:error:0A00010B:SSL routines', false, 'the connection broke'],
	['', false, 'the connection broke'],
])('only the text is left, %j: never connected? %s', (text, neverConnected, reason) => {
	expect(
		readConnectionLoss({
			message: 'n8n says it its own way',
			messages: [text, text],
			cause: undefined,
		}),
	).toEqual({ neverConnected, reason });
});

describe('what the socket of the request tells', () => {
	const lost = (request: unknown) =>
		readConnectionLoss({ cause: { code: 'ERR_CANCELED', request } }).neverConnected;

	test.each<[string, unknown, boolean]>([
		['no TLS yet', { socket: { secureConnecting: true } }, true],
		['TLS', { socket: { secureConnecting: false } }, false],
		['plain HTTP', { socket: {} }, false],
		['no socket yet: the agent is connecting to a proxy', { socket: null }, true],
		['a request that never has one', {}, false],
		['a socket that is undefined', { socket: undefined }, false],
		['a text in place of the request', '[Circular Reference]', false],
		['nothing', undefined, false],
		['null', null, false],
	])('%s', (_, request, neverConnected) => {
		expect(lost(request)).toBe(neverConnected);
	});
});

// https://nodejs.org/api/tls.html#x509-certificate-error-codes, but for OUT_OF_MEM
test.each([
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_CRL',
	'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
	'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
	'CERT_SIGNATURE_FAILURE',
	'CRL_SIGNATURE_FAILURE',
	'CERT_NOT_YET_VALID',
	'CERT_HAS_EXPIRED',
	'CRL_NOT_YET_VALID',
	'CRL_HAS_EXPIRED',
	'ERROR_IN_CERT_NOT_BEFORE_FIELD',
	'ERROR_IN_CERT_NOT_AFTER_FIELD',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'CERT_CHAIN_TOO_LONG',
	'CERT_REVOKED',
	'INVALID_CA',
	'PATH_LENGTH_EXCEEDED',
	'INVALID_PURPOSE',
	'CERT_UNTRUSTED',
	'CERT_REJECTED',
	'HOSTNAME_MISMATCH',
])('certificates are checked before anything is sent: %s', (code) => {
	expect(readConnectionLoss({ code })).toEqual({
		neverConnected: true,
		reason: expect.stringContaining('certificate') as string,
	});
});

test('what is no error at all counts as lost on the way', () => {
	const cyclic: { cause?: unknown } = {};
	cyclic.cause = cyclic;
	for (const thrown of [
		undefined,
		null,
		'text',
		7,
		cyclic,
		{ code: Object.create(null) as unknown },
	]) {
		expect(readConnectionLoss(thrown)).toEqual({
			neverConnected: false,
			reason: 'the connection broke',
		});
	}
});
