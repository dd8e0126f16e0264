import { toError } from '../result';

type Content = AsyncIterable<Uint8Array>;

/**
 * A file in n8n's store that is read while it is sent, so that only what is on its way is in memory. It can be sent again.
 *
 * It is a File, because the global FormData takes nothing else and, of a File without a new name, keeps the very object. The
 * HTTP client asks for its size and iterates over its stream (formDataToStream.js and readBlob.js in lib/helpers of axios 1.21).
 * @param size in bytes: announced before the first of them is read
 * @param open called anew each time it is sent
 * @param onFailure told why it could not be read; the HTTP client takes it for a lost connection
 */
export function storedFile(
	name: string,
	size: number,
	open: () => Promise<Content>,
	onFailure: (error: unknown) => void,
): File {
	async function* stream(): Content {
		try {
			yield* await open();
		} catch (error) {
			onFailure(error);
			throw toError(error);
		}
	}
	return Object.defineProperties(new File([], name), {
		size: { value: size },
		stream: { value: stream },
	});
}
