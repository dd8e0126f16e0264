import type { Conceal } from './conceal';

/** A body on its way in; a stream of Node's. */
export type Incoming = AsyncIterable<Uint8Array>;

/** Answers of most calls made here have a few KB; a look-up of 50 people about 15. */
const MAX_ANSWER_BYTES = 1024 * 1024;

/**
 * Reads an answer: JSON where it is, otherwise text.
 *
 * n8n's HTTP client takes bodies of any size (maxContentLength is Infinity, and no option of a node reaches it), so
 * requests ask for the stream, and reading ends here, whatever length was announced. Leaving the loop closes the connection.
 *
 * A whole number that JavaScript would round becomes text: Feishu writes some IDs as numbers of 19 digits.
 *
 * @param conceal applied to every text in it: a server or a proxy may repeat in its answer what it was sent, and parts of
 * answers go into errors
 * @throws what the stream throws, or an error with the code ERR_ANSWER_TOO_LONG
 */
export async function readAnswerBody(
	incoming: Incoming,
	conceal: Conceal,
	mostBytes = MAX_ANSWER_BYTES,
): Promise<unknown> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of incoming) {
		bytes += chunk.length;
		if (bytes > mostBytes)
			throw Object.assign(new Error('The answer is too long'), { code: 'ERR_ANSWER_TOO_LONG' });
		chunks.push(chunk);
	}
	const text = new TextDecoder().decode(Buffer.concat(chunks));
	try {
		return JSON.parse(withLongNumbersAsText(text), (_key, value: unknown) =>
			typeof value === 'string' ? conceal(value) : value,
		) as unknown;
	} catch {
		// Not JSON, or nested too deeply to be an answer of Feishu.
		return conceal(text);
	}
}

/** Texts and numbers of a JSON; what is between them stays. A text that never ends is one match, so this takes linear time. */
const TEXT_OR_NUMBER = /"(?:[^"\\]|\\[^])*"?|-?\d[\d.eE+-]*/g;

function withLongNumbersAsText(json: string): string {
	return /\d{16}/.test(json)
		? json.replace(TEXT_OR_NUMBER, (part) =>
				/^-?\d{16,}$/.test(part) && !Number.isSafeInteger(Number(part)) ? `"${part}"` : part,
			)
		: json;
}
