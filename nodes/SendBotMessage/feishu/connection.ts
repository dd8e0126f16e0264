/** What is known of a request that got no answer. */
export interface ConnectionLoss {
	/** True only when the request certainly never left: then nobody can have received the message. */
	readonly neverConnected: boolean;
	/** In plain words, to stand after "because". */
	readonly reason: string;
}

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

/**
 * Reads an error of Node's network stack, as it arrives through axios and n8n (each keeps the former as `cause`).
 * Codes and `syscall`: https://nodejs.org/api/errors.html
 */
export function readConnectionLoss(error: unknown): ConnectionLoss {
	const chain = causes(error);
	const codes = chain.map(({ code }) => code).filter((code) => typeof code === 'string');
	const before = codes.find((code) => code in BEFORE_SENDING);
	if (before !== undefined) return { neverConnected: true, reason: BEFORE_SENDING[before] as string };
	const neverConnected = chain.some(({ syscall }) => syscall === 'connect' || syscall === 'getaddrinfo');
	const known = codes.find((code) => code in ANY_TIME);
	const reason = neverConnected ? 'the server could not be reached' : 'the connection broke';
	return { neverConnected, reason: (known !== undefined && !neverConnected ? ANY_TIME[known] : undefined) ?? reason };
}

interface NetworkError {
	readonly code?: unknown;
	readonly syscall?: unknown;
	readonly cause?: unknown;
}

function causes(error: unknown): NetworkError[] {
	const chain: NetworkError[] = [];
	// Six levels are more than any library nests; the bound is against cycles.
	for (let current = error; typeof current === 'object' && current !== null && chain.length < 6; ) {
		chain.push(current);
		current = (current as NetworkError).cause;
	}
	return chain;
}
