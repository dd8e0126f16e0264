/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- made-up credentials that are to be refused */
import { MESSAGE_PATH, TOKEN_PATH } from '../node/setup';
import type { Call } from './ask';
import type { Names } from './messages';
import type { Target } from './target';
import { ticketQuestions } from './ticketQuestions';

/** Something the emulator does, though no document says that Feishu does so. */
export interface Question {
	/** A sentence that the answer of Feishu confirms or contradicts. */
	readonly assumption: string;
	/** The request that asks, or why it cannot be asked. */
	readonly call: (names: Names & Target, assumption: string) => Call | string;
	/** How the emulator answers. */
	readonly answer: { readonly status: number; readonly code: number };
	/** What else the answer shows, where no document says it. Names nobody. */
	readonly observe?: (data: unknown) => string;
}

const taken = { status: 200, code: 0 };
const badRequest = { status: 400, code: 154000 };

// IDs of nobody.
const NO_OPEN_ID = `ou_${'0'.repeat(32)}`;
const NO_UNION_ID = `on_${'0'.repeat(32)}`;
const NO_IMAGE = 'img_v2_00000000-0000-0000-0000-000000000000';
const WRONG_HELPDESK = {
	'X-Lark-Helpdesk-Authorization': Buffer.from('1:ht-wrong').toString('base64'),
};

/** A message to the one receiver, and to nobody else, unless `change` names nobody. */
function message(
	{ receiver }: Names,
	msgType: string,
	content: object | string,
	change: Partial<Call> & { fields?: object } = {},
): Call {
	const { fields, ...rest } = change;
	const body = {
		msg_type: msgType,
		content: typeof content === 'string' ? content : JSON.stringify(content),
		receiver_id: receiver,
		receive_type: 'user',
		...fields,
	};
	return { path: MESSAGE_PATH, query: { user_id_type: 'open_id' }, body, ...rest };
}

type Content = (names: Names & Target, assumption: string) => object | string;

const about =
	(msgType: string, answer: Question['answer']) =>
	(assumption: string, content: Content): Question => ({
		assumption,
		call: (names) => message(names, msgType, content(names, assumption)),
		answer,
	});

const refusedText = about('text', badRequest);
const takenText = about('text', taken);
const refusedPost = about('post', badRequest);
const takenPost = about('post', taken);
const refusedCard = about('interactive', badRequest);
const takenCard = about('interactive', taken);

const line = (text: string) => ({ tag: 'text', text });
const post = (...paragraphs: object[][]) => ({ post: { zh_cn: { content: paragraphs } } });
const card = (...elements: object[]) => ({ elements });
const markdown = (content: string) => ({ tag: 'markdown', content });
const plain = (content: string) => ({ tag: 'plain_text', content });

export const questions: readonly Question[] = [
	...ticketQuestions,
	// Tokens and headers
	{
		assumption: 'A wrong App Secret is answered with HTTP 200 and 10014',
		call: ({ appId }) => ({
			path: TOKEN_PATH,
			body: { app_id: appId, app_secret: 'wrong0on0purpose0wrong0on0purpose' },
		}),
		answer: { status: 200, code: 10014 },
	},
	{
		assumption: 'A call for a token without JSON is answered with HTTP 200 and 10003',
		call: () => ({ path: TOKEN_PATH, body: 'no JSON' }),
		answer: { status: 200, code: 10003 },
	},
	{
		assumption: 'A token that starts with neither t- nor u- is refused with HTTP 400 and 99991671',
		call: (names, text) =>
			message(names, 'text', { text }, { headers: { Authorization: 'Bearer x-1' } }),
		answer: { status: 400, code: 99991671 },
	},
	{
		assumption: 'A lower-case "bearer" is no token',
		call: (names, text) =>
			message(names, 'text', { text }, { headers: { Authorization: 'bearer t-1' } }),
		answer: { status: 400, code: 99991661 },
	},
	{
		assumption:
			'"Bearer " before the helpdesk credential, as the Node.js SDK writes it, is let through',
		call: (names, text) => {
			const credential = Buffer.from(`${names.helpdeskId}:${names.helpdeskToken}`).toString(
				'base64',
			);
			return message(
				names,
				'text',
				{ text },
				{ headers: { 'X-Lark-Helpdesk-Authorization': `Bearer ${credential}` } },
			);
		},
		answer: taken,
	},
	{
		assumption: 'The charset may be missing from the Content-Type',
		call: (names, text) =>
			message(names, 'text', { text }, { headers: { 'Content-Type': 'application/json' } }),
		answer: taken,
	},
	{
		assumption: 'A Content-Type other than application/json is refused',
		call: (names, text) =>
			message(names, 'text', { text }, { headers: { 'Content-Type': 'text/plain' } }),
		answer: { status: 400, code: 9499 },
	},

	{
		assumption: 'A charset other than UTF-8 is refused',
		call: (names, text) =>
			message(
				names,
				'text',
				{ text },
				{ headers: { 'Content-Type': 'application/json; charset=gbk' } },
			),
		answer: { status: 400, code: 9499 },
	},
	{
		assumption: 'A Content-Encoding is refused',
		call: (names, text) =>
			message(names, 'text', { text }, { headers: { 'Content-Encoding': 'gzip' } }),
		answer: { status: 400, code: 9499 },
	},

	// The body
	{
		assumption: 'A body that is no JSON is refused with HTTP 400 and 99991300',
		call: () => ({ path: MESSAGE_PATH, body: 'no JSON' }),
		answer: { status: 400, code: 99991300 },
	},
	{
		assumption: 'content as an object, not a string, is refused with 9499',
		call: (names, text) => message(names, 'text', '', { fields: { content: { text } } }),
		answer: { status: 400, code: 9499 },
	},
	{
		assumption: 'A missing field is refused with 99992402',
		call: (names, text) => message(names, 'text', { text }, { fields: { msg_type: undefined } }),
		answer: { status: 400, code: 99992402 },
	},
	{
		assumption: 'An unknown receive_type is refused with 154000',
		call: (names, text) => message(names, 'text', { text }, { fields: { receive_type: 'nobody' } }),
		answer: badRequest,
	},
	{
		assumption: 'An unknown Open ID is refused with 99992351',
		call: (names, text) =>
			message(names, 'text', { text }, { fields: { receiver_id: NO_OPEN_ID } }),
		answer: { status: 400, code: 99992351 },
	},
	{
		assumption: 'An unknown Union ID is refused with HTTP 400 and 99992363',
		call: (names, text) =>
			message(
				names,
				'text',
				{ text },
				{ fields: { receiver_id: NO_UNION_ID }, query: { user_id_type: 'union_id' } },
			),
		answer: { status: 400, code: 99992363 },
	},

	// What is looked at first
	{
		assumption: 'The receiver is looked at before the helpdesk',
		call: (names, text) =>
			message(
				names,
				'text',
				{ text },
				{ fields: { receiver_id: NO_OPEN_ID }, headers: WRONG_HELPDESK },
			),
		answer: { status: 400, code: 99992351 },
	},
	{
		assumption: 'The helpdesk is looked at before the content',
		call: (names) => message(names, 'text', { text: '' }, { headers: WRONG_HELPDESK }),
		answer: { status: 401, code: 154001 },
	},

	// Text
	refusedText('content that is no JSON is refused with 154000', () => 'no JSON'),
	refusedText('A blank text is refused with 154000', () => ({ text: ' ' })),
	refusedText(
		'A request of more than 150 KB for a text is refused with 154000',
		(_names, text) => ({ text: text.padEnd(151 * 1024, '.') }),
	),
	takenText('A mention of nobody in a text is taken', (_names, text) => ({
		text: `<at user_id="${NO_OPEN_ID}">nobody</at> ${text}`,
	})),
	takenText('Style tags and links in a text are taken (look how they appear)', (_names, text) => ({
		text: `<b>bold</b> <i>italic</i> <u>underlined</u> <s>struck out</s> [link](https://open.feishu.cn) ${text}`,
	})),

	// Rich text
	refusedPost(
		'A post that is not wrapped in {"post":…} is refused with 154000',
		(_names, text) => ({ zh_cn: { content: [[line(text)]] } }),
	),
	takenPost('A post in Japanese alone (ja_jp) is taken', (_names, text) => ({
		post: { ja_jp: { content: [[line(text)]] } },
	})),
	refusedPost('A post in an unknown language alone is refused with 154000', (_names, text) => ({
		post: { xx_xx: { content: [[line(text)]] } },
	})),
	refusedPost('A post with a link that is none is refused with 154000', (_names, text) =>
		post([{ tag: 'a', text, href: 'no link' }]),
	),
	refusedPost('A post with an unknown tag is refused with 154000', (_names, text) =>
		post([line(text)], [{ tag: 'unknown', text: 'x' }]),
	),
	refusedPost('A post with a picture that nobody uploaded is refused with 154000', (_names, text) =>
		post([line(text)], [{ tag: 'img', image_key: NO_IMAGE }]),
	),
	refusedPost('A post with Markdown beside something else is refused with 154000', (_names, text) =>
		post([line(text), { tag: 'md', text: '**bold**' }]),
	),
	refusedPost('A request of more than 30 KB for a post is refused with 154000', (_names, text) =>
		post([line(text.padEnd(31 * 1024, '.'))]),
	),
	takenPost(
		'A KB has 1024 bytes: a request of more than 30 000 bytes, but less than 30 KB, is taken',
		(_names, text) => post([line(text.padEnd(30_300, '.'))]),
	),
	takenPost('A mention of nobody in a post is taken', (_names, text) =>
		post([{ tag: 'at', user_id: NO_OPEN_ID }, line(text)]),
	),
	takenPost('A post with styles is taken (look how it appears)', (_names, text) =>
		post([{ ...line(text), style: ['bold', 'underline'] }]),
	),
	takenPost('A post with an emotion is taken (look how it appears)', (_names, text) =>
		post([line(text), { tag: 'emotion', emoji_type: 'SMILE' }]),
	),
	takenPost('A post with a line (hr) is taken (look how it appears)', (_names, text) =>
		post([line(text)], [{ tag: 'hr' }]),
	),
	takenPost('A post with code is taken (look how it appears)', (_names, text) =>
		post([line(text)], [{ tag: 'code_block', language: 'PYTHON', text: 'print(1)' }]),
	),
	takenPost('A post with Markdown is taken (look how it appears)', (_names, text) =>
		post([line(text)], [{ tag: 'md', text: '**bold**\n- one\n- two\n> quoted' }]),
	),

	// Pictures
	{
		assumption: 'A picture that the app uploaded to im/v1 can be sent by the helpdesk',
		call: (names) =>
			names.imageKey
				? message(names, 'image', { image_key: names.imageKey })
				: 'the picture could not be uploaded',
		answer: taken,
	},
	about('image', badRequest)('A picture that nobody uploaded is refused with 154000', () => ({
		image_key: NO_IMAGE,
	})),

	// Cards
	refusedCard('A card of JSON 2.0 is refused with 154000', (_names, text) => ({
		schema: '2.0',
		body: { elements: [markdown(text)] },
	})),
	refusedCard('A card_id is refused with 154000', () => ({
		type: 'card',
		data: { card_id: '7000000000000000000' },
	})),
	about('interactive', { status: 400, code: 230099 })(
		'A card template that does not exist is refused with HTTP 400 and 230099, as by im/v1',
		() => ({ type: 'template', data: { template_id: 'AAq00000000000' } }),
	),
	{
		assumption: 'A card template is taken (look how it appears)',
		call: (names) =>
			names.templateId
				? message(names, 'interactive', {
						type: 'template',
						data: { template_id: names.templateId },
					})
				: 'set FEISHU_LIVE_TEMPLATE_ID',
		answer: taken,
	},
	refusedCard('A card that mentions nobody is refused with 154000', (_names, text) =>
		card(markdown(`<at id=${NO_OPEN_ID}></at> ${text}`)),
	),
	refusedCard('A card with a picture that nobody uploaded is refused with 154000', (_names, text) =>
		card(markdown(text), { tag: 'img', img_key: NO_IMAGE, alt: plain('') }),
	),
	refusedCard('A card with a button outside an action is refused with 154000', (_names, text) =>
		card({ tag: 'button', text: plain(text), url: 'https://open.feishu.cn' }),
	),
	takenCard('A card with a button whose link is none is taken', (_names, text) =>
		card(markdown(text), {
			tag: 'action',
			actions: [{ tag: 'button', text: plain('no link'), url: 'no link' }],
		}),
	),
	takenCard(
		'A card with a button that calls back is taken (press it: does the app hear of it?)',
		(_names, text) =>
			card(markdown(text), {
				tag: 'action',
				actions: [{ tag: 'button', text: plain('call back'), value: { pressed: 'yes' } }],
			}),
	),
	refusedCard('A request of more than 30 KB for a card is refused with 154000', (_names, text) =>
		card(markdown(text.padEnd(31 * 1024, '.'))),
	),

	// The dedicated group
	{
		assumption:
			'A message to the dedicated group of somebody with a ticket in progress is refused with 154000',
		call: (names, text) =>
			names.receiverWithTicket
				? message(
						names,
						'text',
						{ text },
						{ fields: { receiver_id: names.receiverWithTicket, receive_type: 'chat' } },
					)
				: 'let the receiver open a ticket, and set FEISHU_LIVE_OPEN_TICKET=yes',
		answer: badRequest,
	},
];
