// What the emulator tells: the inbox as it is, then everything that happens, over Server-Sent Events.

/**
 * What a person received.
 * @typedef {object} Message
 * @property {string} id
 * @property {string} at
 * @property {{ name: string, openId: string, unionId: string, userId: string }} receiver
 * @property {string} receiverId
 * @property {string} receiverIdType
 * @property {'chat' | 'user'} receiveType
 * @property {string} msgType
 * @property {unknown} content
 * @property {Record<string, string>} mentions
 * @property {string[]} notes
 * @property {string} requestId
 */
/**
 * A call on /open-apis.
 * @typedef {object} Request
 * @property {string} id
 * @property {string} at
 * @property {string} method
 * @property {string} path
 * @property {Record<string, string>} query
 * @property {Record<string, string>} headers
 * @property {unknown} body
 * @property {number | null} status
 * @property {number | null} code
 * @property {string | null} msg
 * @property {string | null} logId
 * @property {string | null} reason
 * @property {string | null} known
 * @property {string | null} source
 * @property {string | null} fault
 * @property {string | null} messageId
 * @property {string} curl
 */
/**
 * @typedef {object} Listener
 * @property {(state: 'live' | 'reconnecting') => void} state
 * @property {(inbox: { messages: Message[], requests: Request[], dropped: { messages: number, requests: number } }) => void} inbox
 * @property {(message: Message) => void} message
 * @property {(request: Request) => void} request
 * @property {() => void} cleared
 */

const pauseMs = 2000;

/** @param {Listener} listener */
export function follow(listener) {
	const events = new EventSource('/_emulator/events');
	/** What happens while the inbox is being read comes after it. @type {(() => void)[] | null} */
	let waiting = [];
	const tell = (/** @type {() => void} */ what) => (waiting ? waiting.push(what) : what());
	const again = () => {
		listener.state('reconnecting');
		events.close();
		setTimeout(() => follow(listener), pauseMs);
	};
	events.addEventListener('hello', async () => {
		waiting = [];
		try {
			const answer = await fetch('/_emulator/inbox');
			if (!answer.ok) return again();
			listener.inbox(await answer.json());
		} catch {
			return again();
		}
		const happened = waiting;
		waiting = null;
		happened.forEach((what) => what());
		listener.state('live');
	});
	events.addEventListener('message', ({ data }) => tell(() => listener.message(JSON.parse(data))));
	events.addEventListener('request', ({ data }) => tell(() => listener.request(JSON.parse(data))));
	events.addEventListener('cleared', () => tell(() => listener.cleared()));
	// The browser reconnects by itself unless it gave up.
	events.addEventListener('error', () =>
		events.readyState === EventSource.CLOSED ? again() : listener.state('reconnecting'),
	);
}

export const clearInbox = () =>
	fetch('/_emulator/inbox', { method: 'DELETE', headers: { 'Content-Type': 'application/json' } });

/**
 * The people, apps and helpdesks of the emulator, for the hints of an empty inbox.
 * @returns {Promise<unknown>}
 */
export async function readWorld() {
	try {
		const answer = await fetch('/_emulator/world');
		return answer.ok ? await answer.json() : null;
	} catch {
		return null;
	}
}
