// What the emulator reports: the current inbox, then everything that happens, as Server-Sent Events.

/**
 * @typedef {object} Ticket
 * @property {string} ticketId
 * @property {string} status
 * @property {'bot' | 'human'} stage
 * @property {string} createdAt
 * @property {string[]} agents names
 * @property {string[]} tags
 */
/**
 * What a person received.
 * @typedef {object} Message
 * @property {string} id
 * @property {string} at
 * @property {{ name: string, openId: string, unionId: string, userId: string }} receiver
 * @property {string} receiverId
 * @property {string} receiverIdType
 * @property {'chat' | 'user' | 'ticket'} receiveType
 * @property {Ticket} [ticket] for one in a ticket: the ticket as it was then
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
 * @property {Record<string, string | string[]>} query
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
/** @typedef {{ messages: number, requests: number }} Counts */
/**
 * A part of the inbox. `older` leads to the next older part; null if there is none.
 * @typedef {{ messages: Message[], requests: Request[], older: string | null, dropped: Counts }} Inbox
 */
/**
 * A person you can write to. `openId` is for the first app; the others are keyed by app ID.
 * @typedef {object} Person
 * @property {string} name
 * @property {string} openId
 * @property {Record<string, string>} openIdsOfOtherApps
 * @property {string} unionId
 * @property {string} userId
 * @property {string} [email]
 * @property {string} [mobile]
 * @property {string} tenant
 * @property {string[]} openTickets IDs of the tickets in progress
 * @property {boolean} [resigned]
 */
/**
 * Who exists in the emulator.
 * @typedef {object} World
 * @property {{ appId: string, tenant: string }[]} apps
 * @property {{ helpdeskId: string }[]} helpdesks
 * @property {Person[]} people
 */
/**
 * @typedef {object} Listener
 * @property {(state: 'live' | 'reconnecting') => void} state
 * @property {(inbox: Inbox) => void} inbox the newest part
 * @property {(inbox: Inbox) => void} older each older part, one after the other
 * @property {(dropped: Counts) => void} dropped
 * @property {(message: Message) => void} message
 * @property {(request: Request) => void} request
 * @property {() => void} cleared
 */

const pauseMs = 2000;
/** The first rows come at once; the rest follows in larger parts. */
const newest = 200;
const olderAtATime = 1000;
const betweenPartsMs = 100;

/** The inbox, newest part first. */
async function* inboxParts() {
	/** @type {string | null} */
	let older = null;
	do {
		const query = older === null ? `limit=${newest}` : `limit=${olderAtATime}&before=${older}`;
		const answer = await fetch(`/_emulator/inbox?${query}`);
		if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
		const inbox = /** @type {Inbox} */ (await answer.json());
		yield inbox;
		older = inbox.older;
		// The page draws what it has before it asks for more.
		await new Promise((resolve) => setTimeout(resolve, betweenPartsMs));
	} while (older !== null);
}

/** @param {Listener} listener */
export function follow(listener) {
	const events = new EventSource('/_emulator/events');
	/** What happens while the newest part is being read comes after it. @type {(() => void)[] | null} */
	let waiting = [];
	/** Which reading of the inbox goes on. A new one, or a cleared inbox, ends it. */
	let reading = 0;
	const tell = (/** @type {() => void} */ what) => (waiting ? waiting.push(what) : what());
	const again = () => {
		reading += 1;
		listener.state('reconnecting');
		events.close();
		setTimeout(() => follow(listener), pauseMs);
	};
	events.addEventListener('hello', async () => {
		const mine = ++reading;
		waiting = [];
		try {
			for await (const inbox of inboxParts()) {
				if (reading !== mine) return;
				if (waiting) {
					listener.inbox(inbox);
					const happened = waiting;
					waiting = null;
					happened.forEach((what) => what());
					listener.state('live');
				} else listener.older(inbox);
			}
		} catch {
			if (reading === mine) again();
		}
	});
	const on = (/** @type {string} */ name, /** @type {(data: any) => void} */ heard) =>
		events.addEventListener(name, ({ data }) => tell(() => heard(JSON.parse(data))));
	on('message', listener.message);
	on('request', listener.request);
	on('dropped', listener.dropped);
	on('cleared', () => {
		reading += 1;
		listener.cleared();
	});
	// The browser reconnects by itself unless it gave up.
	events.addEventListener('error', () =>
		events.readyState === EventSource.CLOSED ? again() : listener.state('reconnecting'),
	);
}

export const clearInbox = () =>
	fetch('/_emulator/inbox', { method: 'DELETE', headers: { 'Content-Type': 'application/json' } });

/**
 * The people, apps and helpdesks of the emulator.
 * @returns {Promise<World | null>}
 */
export async function readWorld() {
	try {
		const answer = await fetch('/_emulator/world');
		return answer.ok ? await answer.json() : null;
	} catch {
		return null;
	}
}
