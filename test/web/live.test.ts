/* eslint-disable @n8n/community-nodes/no-restricted-globals -- stands in for what a browser has */
import { follow } from '../../emulator/web/live.js';

type Heard = (event: { data: string }) => void;

class FakeEvents {
	static CLOSED = 2;
	static last: FakeEvents;
	readyState = 1;
	heard = new Map<string, Heard>();
	constructor() {
		FakeEvents.last = this;
	}
	addEventListener(name: string, heard: Heard) {
		this.heard.set(name, heard);
	}
	close() {
		this.readyState = FakeEvents.CLOSED;
	}
	say(name: string, data: object = {}) {
		this.heard.get(name)?.({ data: JSON.stringify(data) });
	}
}

const asked: string[] = [];
const answers: Array<(answer: object) => void> = [];
const told: string[] = [];
const browser = globalThis as unknown as Record<string, unknown>;
const before = { EventSource: browser.EventSource, fetch: browser.fetch };

/** Gives the page time to go on to the next part. */
const settle = async () => await jest.advanceTimersByTimeAsync(1_000);
const answer = async (json: object) => {
	answers.shift()?.({ ok: true, json: async () => json });
	await settle();
};

beforeEach(() => {
	jest.useFakeTimers();
	for (const list of [asked, answers, told]) list.length = 0;
	browser.EventSource = FakeEvents;
	browser.fetch = async (url: string) => {
		asked.push(url);
		return await new Promise((resolve) => answers.push(resolve));
	};
	const tell =
		(name: string) =>
		(what: { id?: string } | string = '') =>
			told.push(`${name} ${typeof what === 'string' ? what : (what.id ?? '')}`.trim());
	follow({
		...Object.fromEntries(
			['state', 'inbox', 'older', 'message', 'request', 'dropped', 'cleared'].map((name) => [
				name,
				tell(name),
			]),
		),
	});
});
afterEach(() => {
	jest.useRealTimers();
	Object.assign(browser, before);
});

test('the newest part first, then what happened meanwhile, then the older parts', async () => {
	FakeEvents.last.say('hello');
	FakeEvents.last.say('message', { id: 'om_9' });
	expect(told).toEqual([]);
	await answer({ id: 'first', older: 'om_5.req_5' });
	expect(told).toEqual(['inbox first', 'message om_9', 'state live']);
	await answer({ id: 'second', older: 'om_2.req_2' });
	FakeEvents.last.say('dropped', { messages: 1, requests: 0 });
	await answer({ id: 'third', older: null });
	expect(told.slice(3)).toEqual(['older second', 'dropped', 'older third']);
	expect(asked).toEqual([
		'/_emulator/inbox?limit=200',
		'/_emulator/inbox?limit=1000&before=om_5.req_5',
		'/_emulator/inbox?limit=1000&before=om_2.req_2',
	]);
});

test('an older part that was on its way when the inbox was cleared is not shown', async () => {
	FakeEvents.last.say('hello');
	await answer({ id: 'first', older: 'om_5.req_5' });
	FakeEvents.last.say('cleared');
	await answer({ id: 'second', older: 'om_2.req_2' });
	expect(told).toEqual(['inbox first', 'state live', 'cleared']);
	expect(asked).toHaveLength(2);
});

test('nor when it was cleared while the newest part was on its way', async () => {
	FakeEvents.last.say('hello');
	FakeEvents.last.say('cleared');
	await answer({ id: 'first', older: 'om_5.req_5' });
	await answer({ id: 'second', older: null });
	expect(told).toEqual(['inbox first', 'cleared', 'state live']);
});

test('an emulator that came back is read anew, and the older reading ends', async () => {
	FakeEvents.last.say('hello');
	await answer({ id: 'first', older: 'om_5.req_5' });
	FakeEvents.last.say('hello');
	await answer({ id: 'too late', older: 'om_2.req_2' });
	await answer({ id: 'again', older: null });
	expect(told).toEqual(['inbox first', 'state live', 'inbox again', 'state live']);
});
