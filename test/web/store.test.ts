import { isRejected, Store, summary } from '../../emulator/web/store.js';

const message = (
	id: string,
	name: string,
	receiveType: 'chat' | 'user' | 'ticket',
	text: string,
) => ({
	id,
	at: '2026-01-31T06:05:33.000Z',
	receiver: { name, openId: `ou_${name}`, unionId: `on_${name}`, userId: name },
	receiverId: `ou_${name}`,
	receiverIdType: 'open_id',
	receiveType,
	msgType: 'text',
	content: { text },
	mentions: {},
	notes: [],
	requestId: `req_${id}`,
});
const request = (id: string, answer: object = {}) => ({
	id,
	at: '2026-01-31T06:05:33.000Z',
	method: 'POST',
	path: '/open-apis/helpdesk/v1/message',
	query: {},
	headers: {},
	body: null,
	status: 200,
	code: 0,
	msg: 'success',
	logId: null,
	reason: null,
	known: null,
	source: null,
	fault: null,
	messageId: null,
	curl: '',
	...answer,
});
const all = {
	view: 'messages' as 'messages' | 'rejected' | 'requests',
	search: '',
	person: '',
	chat: '',
};
const nothingElse = { older: null, dropped: { messages: 0, requests: 0 } };
const ids = (found: Array<{ id: string }>) => found.map(({ id }) => id);

function filled() {
	const store = new Store();
	store.replace({
		...nothingElse,
		messages: [
			message('om_1', '林晓雨', 'chat', '八月盘点'),
			message('om_2', 'Amelia', 'user', 'Hello <b>World</b>'),
			message('om_3', '林晓雨', 'user', 'hello again'),
		],
		requests: [
			request('req_1'),
			request('req_2', { status: 400, code: 154000, reason: 'content is empty' }),
		],
	});
	return store;
}

describe('the list', () => {
	test('newest first', () => {
		expect(ids(filled().list(all))).toEqual(['om_3', 'om_2', 'om_1']);
	});

	test('by receiver, by chat, by words in the message as it is read', () => {
		const store = filled();
		expect(ids(store.list({ ...all, person: 'ou_林晓雨' }))).toEqual(['om_3', 'om_1']);
		expect(ids(store.list({ ...all, chat: 'chat' }))).toEqual(['om_1']);
		expect(ids(store.list({ ...all, search: 'HELLO world' }))).toEqual(['om_2']);
		expect(ids(store.list({ ...all, search: '盘点' }))).toEqual(['om_1']);
		expect(ids(store.list({ ...all, search: '<b>' }))).toEqual([]);
	});

	test('messages in tickets, and one by the number of its ticket', () => {
		const store = filled();
		const ticket = {
			ticketId: '7294609182736455001',
			status: 'created',
			stage: 'bot' as const,
			createdAt: '',
			agents: [],
			tags: [],
		};
		store.addMessage({ ...message('om_4', 'Amelia', 'ticket', 'x'), ticket });
		expect(ids(store.list({ ...all, chat: 'ticket' }))).toEqual(['om_4']);
		expect(ids(store.list({ ...all, search: '736455001' }))).toEqual(['om_4']);
	});

	test('requests by code, reason and path', () => {
		const store = filled();
		expect(ids(store.list({ ...all, view: 'rejected' as const }))).toEqual(['req_2']);
		expect(ids(store.list({ ...all, view: 'requests' as const, search: '154000' }))).toEqual([
			'req_2',
		]);
		expect(ids(store.list({ ...all, view: 'requests' as const, search: 'helpdesk/v1' }))).toEqual([
			'req_2',
			'req_1',
		]);
	});

	test('a request that is told again keeps its place', () => {
		const store = filled();
		store.addRequest(request('req_1', { status: 500, code: 155000 }));
		expect(ids(store.list({ ...all, view: 'requests' as const }))).toEqual(['req_2', 'req_1']);
		expect(store.counts()).toEqual({ messages: 3, rejected: 2, requests: 2 });
	});

	test('the oldest go first when there are too many', () => {
		const store = new Store();
		for (let at = 0; at < 5_003; at++) store.addMessage(message(`om_${at}`, 'Amelia', 'chat', 'x'));
		expect(store.messages.size).toBe(5_000);
		expect(store.list(all).at(-1)?.id).toBe('om_3');
	});

	test('receivers with their counts', () => {
		expect(filled().receivers()).toEqual([
			{ id: 'ou_林晓雨', name: '林晓雨', count: 2 },
			{ id: 'ou_Amelia', name: 'Amelia', count: 1 },
		]);
	});

	test('a message in one line', () => {
		expect(summary(message('om_1', 'a', 'chat', 'one\n\n<b>two</b>   three'))).toBe(
			'one two three',
		);
	});
});

test.each([
	['a success', {}, false],
	['a refusal', { status: 400, code: 154000, reason: 'x' }, true],
	['a refusal with HTTP 200', { code: 10003 }, true],
	['an unknown path', { status: 404, code: null }, true],
	['no answer, nothing delivered', { status: null, code: null }, true],
	['no answer, but delivered', { status: null, code: null, messageId: 'om_1' }, false],
	[
		'no answer, but delivered, and the fault named as the reason',
		{ status: null, code: null, messageId: 'om_1', reason: 'x' },
		false,
	],
	['delivered, but answered with an error', { status: 500, code: 155000, messageId: 'om_1' }, true],
	['a picture taken', { messageId: null }, false],
])('%s counts as rejected: %#', (_name, answer, expected) => {
	expect(isRejected(request('req_1', answer))).toBe(expected);
});

describe('older parts', () => {
	const part = (from: number, to: number, older: string | null) => {
		const at = Array.from({ length: to - from }, (_, index) => from + index);
		return {
			messages: at.map((number) => message(`om_${number}`, 'Amelia', 'chat', 'x')),
			requests: at.map((number) => request(`req_${number}`)),
			older,
			dropped: { messages: 1, requests: 2 },
		};
	};

	test('come before what is known already, which stays as it is', () => {
		const store = new Store();
		store.replace(part(4, 6, 'om_4.req_4'));
		expect(store.isIncomplete).toBe(true);
		store.addMessage(message('om_6', 'Amelia', 'chat', 'new'));
		store.addRequest(request('req_3', { status: 500 }));
		store.addOlder(part(2, 5, null));
		expect(store.isIncomplete).toBe(false);
		expect(ids(store.list(all))).toEqual(['om_6', 'om_5', 'om_4', 'om_3', 'om_2']);
		expect(ids(store.list({ ...all, view: 'requests' as const }))).toEqual([
			'req_5',
			'req_4',
			'req_3',
			'req_2',
		]);
		// It was told again while the older part was on its way.
		expect(store.requests.get('req_3').status).toBe(500);
		expect(store.newestMessage().id).toBe('om_6');
	});

	test('are cut where there would be too many', () => {
		const store = new Store();
		store.replace(part(10, 5_005, 'om_10.req_10'));
		store.addOlder(part(0, 10, null));
		expect(store.counts()).toEqual({ messages: 5_000, rejected: 0, requests: 5_000 });
		expect(store.list(all).at(-1)?.id).toBe('om_5');
	});
});

test('what was dropped is what the emulator says', () => {
	const store = new Store();
	expect(store.dropped).toEqual({ messages: 0, requests: 0 });
	store.replace({
		messages: [],
		requests: [],
		older: null,
		dropped: { messages: 3, requests: 7 },
	});
	for (let count = 0; count < 5_002; count += 1) store.addRequest(request(`r${count}`));
	expect(store.dropped).toEqual({ messages: 3, requests: 7 });
	store.clear();
	expect(store.dropped).toEqual({ messages: 0, requests: 0 });
});
