/** What is known of a request that got no answer. */
export interface ConnectionLoss {
	/** True only when the request certainly never left: then nobody can have received the message. */
	readonly neverConnected: boolean;
	/** In plain words, to stand after "because". */
	readonly reason: string;
}

const NO_SAFE_CONNECTION = 'no safe (TLS) connection could be made';

/** Errors of name look-up and certificate checks come before anything is sent, whatever the system call. */
const BEFORE_SENDING: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'the server refused the connection',
	ENOTFOUND: 'the name of the server was not found',
	EAI_AGAIN: 'the name of the server could not be looked up',
	CERT_HAS_EXPIRED: 'the certificate of the server has expired',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate of the server is self-signed',
	SELF_SIGNED_CERT_IN_CHAIN: 'the certificate of the server is self-signed',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate of the server could not be verified',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the certificate of the server could not be verified',
	ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate of the server is for another name',
	HOSTNAME_MISMATCH: 'the certificate of the server is for another name',
	CERT_NOT_YET_VALID: 'the certificate of the server is not valid yet',
	...Object.fromEntries(
		[
			'CERT_CHAIN_TOO_LONG',
			'CERT_REJECTED',
			'CERT_REVOKED',
			'CERT_SIGNATURE_FAILURE',
			'CERT_UNTRUSTED',
			'CRL_HAS_EXPIRED',
			'CRL_NOT_YET_VALID',
			'CRL_SIGNATURE_FAILURE',
			'ERROR_IN_CERT_NOT_AFTER_FIELD',
			'ERROR_IN_CERT_NOT_BEFORE_FIELD',
			'INVALID_CA',
			'INVALID_PURPOSE',
			'PATH_LENGTH_EXCEEDED',
			'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
			'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
			'UNABLE_TO_GET_CRL',
			'UNABLE_TO_GET_ISSUER_CERT',
		].map((code) => [code, 'the certificate of the server could not be verified']),
	),
	NO_TLS: NO_SAFE_CONNECTION,
};

const ANY_TIME: Readonly<Record<string, string>> = {
	ECONNABORTED: 'no answer came in time',
	// The deadline that the credential sets for each request; a stopped execution is told apart before.
	ERR_CANCELED: 'no answer came in time',
	ERR_ANSWER_TOO_LONG: "the answer is longer than any of Feishu's",
	ETIMEDOUT: 'no answer came in time',
	ECONNRESET: 'the connection was closed before an answer came',
	EPIPE: 'the connection was closed before an answer came',
};

/** Texts of errors that do not name their code: of OpenSSL, Node and axios. */
const CODES_BY_TEXT: ReadonlyArray<readonly [start: string, code: string]> = [
	['certificate has expired', 'CERT_HAS_EXPIRED'],
	['certificate is not yet valid', 'CERT_NOT_YET_VALID'],
	// Of Node's TLS, and of the agent for proxies that n8n uses: no request has been written then.
	['Client network socket disconnected before secure TLS connection was established', 'NO_TLS'],
	['Proxy connection ended before receiving CONNECT response', 'NO_TLS'],
	['self-signed certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
	['unable to verify the first certificate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
	['unable to get local issuer certificate', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
	["Hostname/IP does not match certificate's altnames", 'ERR_TLS_CERT_ALTNAME_INVALID'],
	['timeout of ', 'ECONNABORTED'],
	['canceled', 'ERR_CANCELED'],
	['socket hang up', 'ECONNRESET'],
];

/**
 * Reads an error of Node's network stack, as it arrives through axios and n8n. Each keeps the former as `cause`; older n8n
 * keeps only its text, in `messages` (docs/n8n-notes.md).
 * Codes and `syscall`: https://nodejs.org/api/errors.html and https://nodejs.org/api/tls.html#x509-certificate-error-codes
 *
 * What the error does not tell, the socket of its request may: see neverSecured. Two things nobody can tell, so they count as
 * lost on the way:
 * - Over plain HTTP (Region Custom, this machine only), a time-out while connecting from one after it: once a socket is
 *   closed, Node no longer says whether it had been connected.
 * - With n8n before 2.x, which keeps no more than the text of an error, a time-out or "wrong version number" in the TLS
 *   handshake from one after it.
 */
export function readConnectionLoss(error: unknown): ConnectionLoss {
	const chain = causes(error);
	const codes = chain.map(({ code }) => code).filter((code) => typeof code === 'string');
	const before = codes.find((code) => Object.hasOwn(BEFORE_SENDING, code));
	if (before !== undefined)
		return { neverConnected: true, reason: BEFORE_SENDING[before] as string };
	if (chain.some(neverSecured)) return { neverConnected: true, reason: NO_SAFE_CONNECTION };
	const neverConnected = chain.some(
		({ syscall }) => syscall === 'connect' || syscall === 'getaddrinfo',
	);
	const known = codes.find((code) => Object.hasOwn(ANY_TIME, code));
	const reason = neverConnected ? 'the server could not be reached' : 'the connection broke';
	return {
		neverConnected,
		reason: (known !== undefined && !neverConnected ? ANY_TIME[known] : undefined) ?? reason,
	};
}

/**
 * True when the request's TLS handshake was never finished, so that no byte of the request itself has left: the socket is
 * kept by the request (https://nodejs.org/api/http.html#requestsocket), and axios keeps the request in its error. Node does
 * not document `secureConnecting`, which it sets when a TLS socket is made and clears when the handshake is done, in all
 * versions from 20 to 24 (lib/_tls_wrap.js). Where it is missing, nothing is known. A request without a socket is one whose
 * agent is still connecting, e.g. to a proxy.
 */
function neverSecured({ request }: NetworkError): boolean {
	if (typeof request !== 'object' || request === null || !('socket' in request)) return false;
	const { socket } = request as { socket?: { secureConnecting?: unknown } | null };
	return socket === null || socket?.secureConnecting === true;
}

interface NetworkError {
	readonly code?: unknown;
	/** Of axios: Node's ClientRequest. */
	readonly request?: unknown;
	readonly syscall?: unknown;
	readonly cause?: unknown;
	/** Node tried several addresses of the server, and could connect to none: what became of each. */
	readonly errors?: readonly unknown[];
	/** Of n8n. */
	readonly messages?: readonly unknown[];
}

function causes(error: unknown): NetworkError[] {
	const chain: NetworkError[] = [];
	// Six levels are more than any library nests; the bound is against cycles.
	for (let current = error; typeof current === 'object' && current !== null && chain.length < 6;) {
		chain.push(current);
		const { cause, errors, messages }: NetworkError = current;
		current = cause ?? errors?.[0] ?? fromText(messages?.[0]);
	}
	return chain;
}

/** Node puts system call and code in front: `connect ECONNREFUSED 127.0.0.1:443`. */
function fromText(text: unknown): NetworkError | undefined {
	if (typeof text !== 'string') return undefined;
	const [, syscall, code] = /^(connect|getaddrinfo|read|write) (E[A-Z_]+)\b/.exec(text) ?? [];
	return code === undefined
		? { code: CODES_BY_TEXT.find(([start]) => text.startsWith(start))?.[1] }
		: { syscall, code };
}
