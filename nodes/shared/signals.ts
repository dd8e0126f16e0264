/**
 * A signal that is aborted as soon as one of the given ones is, with its reason.
 *
 * It takes the place of `AbortSignal.any`, which on Node 20 holds its sources weakly
 * (https://github.com/nodejs/node/issues/57867): a timeout signal that nobody else holds is collected, and never fires. Node
 * keeps a timeout signal that has a listener of its own until it fires (`gcPersistentSignals` in its abort_controller.js).
 */
export function joinSignals(signals: ReadonlyArray<AbortSignal | undefined>): AbortSignal {
	const joined = new AbortController();
	for (const signal of signals) {
		if (signal?.aborted) joined.abort(signal.reason);
		// The first one to abort takes the listeners off the others: a stop signal outlives many requests.
		signal?.addEventListener('abort', () => joined.abort(signal.reason), {
			once: true,
			signal: joined.signal,
		});
	}
	return joined.signal;
}

/**
 * Lets many wait for one signal with a single listener: at the eleventh Node.js warns of a memory leak, in n8n's log.
 * @returns takes what to call once the signal is aborted, and gives back how to take it away again
 */
export function listenersOf(signal: AbortSignal): (onAbort: () => void) => () => void {
	const waiting = new Set<() => void>();
	signal.addEventListener('abort', () => waiting.forEach((onAbort) => onAbort()), { once: true });
	return (onAbort) => {
		waiting.add(onAbort);
		return () => waiting.delete(onAbort);
	};
}
