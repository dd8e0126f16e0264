/**
 * A signal that is aborted as soon as one of the given ones is, with its reason.
 *
 * It takes the place of `AbortSignal.any`, which on Node 20 holds its sources weakly
 * (https://github.com/nodejs/node/issues/57867): a timeout signal that nobody else holds is collected, and never fires. Node
 * keeps a timeout signal that has a listener of its own until it fires (`gcPersistentSignals` in its abort_controller.js).
 */
export function joinSignals(signals: ReadonlyArray<AbortSignal | undefined>): AbortSignal {
	const joined = new AbortController();
	const forgets = signals.map((signal) => {
		if (signal === undefined) return undefined;
		if (signal.aborted) joined.abort(signal.reason);
		const onAbort = shared.get(signal) ?? listenersOf(signal);
		shared.set(signal, onAbort);
		return onAbort(() => joined.abort(signal.reason));
	});
	// A stop signal outlives many requests.
	const forget = () => forgets.forEach((take) => take?.());
	if (joined.signal.aborted) forget();
	else joined.signal.addEventListener('abort', forget, { once: true });
	return joined.signal;
}

/** Node looks through all listeners of a signal for each one that is added: of many requests, each took longer than the one before. */
const shared = new WeakMap<AbortSignal, ReturnType<typeof listenersOf>>();

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
