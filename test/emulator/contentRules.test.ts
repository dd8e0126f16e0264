import {
	type Client,
	imageForm,
	lastRequest,
	refusalBody,
	startAfresh,
	startClient,
} from './client';

let client: Client;
const demoPicture = 'img_v2_emulator-demo-sunrise';

beforeAll(async () => {
	client = await startClient();
});
beforeEach(() => startAfresh(client));
afterAll(async () => await client.emulator.close());

async function expectRefused(msgType: string, content: unknown, reason: string): Promise<void> {
	const answer = await client.sendContent(msgType, content);
	expect(answer.status).toBe(400);
	expect(answer.data).toEqual(
		refusalBody(answer, 154000, 'Bad request, please check your request body'),
	);
	expect(lastRequest(client.emulator).reason).toContain(reason);
	const { known, source } = lastRequest(client.emulator);
	expect(source).toMatch(
		known === 'observed'
			? /^https:\/\/github\.com\/[\w-]+\/[\w-]+\/issues\/\d+$/
			: /^https:\/\/open\./,
	);
	expect(client.emulator.inbox.messages).toEqual([]);
}

/** The message as delivered. */
async function delivered(msgType: string, content: unknown) {
	const answer = await client.sendContent(msgType, content);
	expect(answer.data).toMatchObject({ code: 0, msg: 'success' });
	const message = client.emulator.inbox.messages.at(-1);
	expect(message).toMatchObject({ msgType, content });
	return message!;
}

const mention = () => client.openId('陈思远');

describe('text', () => {
	test.each([
		[{}, 'content.text must be a string'],
		[{ text: 5 }, 'content.text must be a string'],
		[{ text: '' }, 'not blank'],
		[{ text: ' \n\t' }, 'not blank'],
	])('%j is refused', async (content, reason) => await expectRefused('text', content, reason));

	test('over 150 KB of request is refused, right below is not', async () => {
		await delivered('text', { text: 'x'.repeat(150 * 1024 - 200) });
		client.emulator.inbox.clear();
		await expectRefused(
			'text',
			{ text: 'x'.repeat(150 * 1024) },
			'a message of type text can have at most 150 KB',
		);
	});

	test('the size is counted in bytes, not in characters', async () => {
		await expectRefused(
			'text',
			{ text: '好'.repeat(60 * 1024) },
			'a message of type text can have at most 150 KB',
		);
	});

	test('a text made to keep a careless pattern busy is answered all the same', async () => {
		for (const part of ['<at user_id=', '<at id=', '[', '![', '](', '"', '\\', '<b>', ' ']) {
			const answer = await client.sendContent('text', {
				text: `x${part.repeat(Math.floor(30_000 / part.length))}`,
			});
			expect(answer.data.code).toBe(0);
			const card = {
				elements: [{ tag: 'markdown', content: part.repeat(Math.floor(6_000 / part.length)) }],
			};
			expect((await client.sendContent('interactive', card)).data.code).toBe(0);
		}
	});

	test('plain text has no notes', async () => {
		expect(await delivered('text', { text: 'first\nsecond <3 [x]' })).toMatchObject({
			notes: [],
			mentions: {},
		});
	});

	test('a mention is resolved to a name, by any kind of ID', async () => {
		const { unionId, userId } = client.emulator.world.people[3]!;
		const text = `<at user_id="${mention()}">Tom</at> <at user_id="${unionId}"></at> <at user_id='${userId}'></at>`;
		expect(await delivered('text', { text })).toMatchObject({
			mentions: { [mention()]: '陈思远', [unionId]: '赵敏', [userId]: '赵敏' },
			notes: [],
		});
	});

	test.each([
		['<at user_id="ou_nobody">Tom</at>', 'names nobody'],
		['<at user_id="all"></at>', 'A mention of everyone'],
		['<at id=ou_x></at>', 'the form for cards'],
		['<b>bold</b>', 'style tags <b> <i> <u> <s>'],
		['<b>bold <i>both</b></i>', 'do not match'],
		['<b>bold', 'do not match'],
		['bold</b>', 'do not match'],
		['[Open](https://open.feishu.cn)', '[text](link)'],
		['[Open](nowhere)', 'is not legal'],
	])('%s is delivered with a note', async (text, note) => {
		expect((await delivered('text', { text })).notes).toEqual([expect.stringContaining(note)]);
	});
});

describe('post', () => {
	const post = (...paragraphs: unknown[]) => ({
		post: { zh_cn: { title: 'Title', content: paragraphs } },
	});
	const text = { tag: 'text', text: 'Hello' };

	test.each([
		[{ zh_cn: { content: [[text]] } }, 'must wrap the locales'],
		[{ en_us: { content: [[text]] } }, 'must wrap the locales'],
		[{}, 'content.post must be an object'],
		[{ post: null }, 'content.post must be an object'],
		[{ post: {} }, 'must have a locale'],
		[{ post: { post: { zh_cn: { content: [[text]] } } } }, 'must have a locale'],
		[{ post: { fr_fr: { content: [[text]] } } }, 'must have a locale'],
		[{ post: { zh_cn: [] } }, 'zh_cn must be an object'],
		[{ post: { zh_cn: {} } }, 'must be an array of paragraphs'],
		[{ post: { zh_cn: { content: [] } } }, 'must be an array of paragraphs'],
		[{ post: { zh_cn: { content: 'Hello' } } }, 'must be an array of paragraphs'],
		[{ post: { zh_cn: { title: 5, content: [[text]] } } }, 'title must be a string'],
		[
			{ post: { zh_cn: { content: [[text]] }, en_us: { content: [text] } } },
			'en_us.content[0] must be an array of tags',
		],
		[post(text), 'content[0] must be an array of tags'],
		[post(['Hello']), 'content[0][0] must be an object with a tag'],
		[post([{ text: 'Hello' }]), 'must be an object with a tag'],
		[post([{ tag: 'button', text: 'x' }]), 'has the tag "button"'],
		[post([{ tag: 'constructor' }]), 'has the tag "constructor"'],
		[post([{ tag: 'text' }]), 'text must be a string'],
		[post([{ ...text, style: 'bold' }]), 'style must be an array'],
		[post([{ tag: 'a', href: 'https://x.cn' }]), 'text must be a string'],
		[post([{ tag: 'a', text: 'x' }]), 'is not a legal link'],
		[post([{ tag: 'a', text: 'x', href: '' }]), 'is not a legal link'],
		[post([{ tag: 'a', text: 'x', href: 'open.feishu.cn' }]), 'is not a legal link'],
		[post([{ tag: 'a', text: 'x', href: 'https://' }]), 'is not a legal link'],
		[post([{ tag: 'a', text: 'x', href: 'https://a b.cn' }]), 'is not a legal link'],
		[post([{ tag: 'a', text: 'x', href: 'javascript:alert(1)' }]), 'is not a legal link'],
		[post([{ tag: 'at' }]), 'user_id must be a non-empty string'],
		[post([{ tag: 'img', image_key: 'img_v2_nowhere' }]), 'no such picture was uploaded'],
		[post([text, { tag: 'img', image_key: demoPicture }]), 'must be alone in its paragraph'],
		[post([text, { tag: 'media', file_key: 'file_x' }]), 'must be alone in its paragraph'],
		[post([{ tag: 'md', text: 'x' }, text]), 'must be alone in its paragraph'],
		[post([{ tag: 'media' }]), 'file_key must be a non-empty string'],
		[post([{ tag: 'emotion' }]), 'emoji_type must be a non-empty string'],
		[post([{ tag: 'code_block' }]), 'text must be a string'],
		[post([{ tag: 'md', text: '' }]), 'text must be a non-empty string'],
		[post([{ tag: 'md', text: '| a | b |\n|---|:--|\n| 1 | 2 |' }]), 'has a Markdown table'],
		[post([{ tag: 'md', text: 'x\n\na | b\n- | -' }]), 'has a Markdown table'],
		[
			post([{ tag: 'md', text: '[x](grafana.internal:3000/d)' }]),
			'has the link "grafana.internal:3000/d", which is not legal',
		],
	])('%j is refused', async (content, reason) => await expectRefused('post', content, reason));

	test('several mistakes are all named', async () => {
		await client.sendContent('post', post([{ tag: 'text' }], [{ tag: 'nope' }]));
		expect(lastRequest(client.emulator).reason).toMatch(
			/content\[0\]\[0\]\.text.*content\[1\]\[0\] has the tag "nope"/,
		);
	});

	test('over 30 KB of request is refused', async () => {
		await expectRefused(
			'post',
			post([{ tag: 'text', text: 'x'.repeat(30 * 1024) }]),
			'a message of type post can have at most 30 KB',
		);
	});

	test('the sample of the document is delivered, without notes', async () => {
		const sample = {
			post: { zh_cn: { title: 'some title', content: [[{ tag: 'text', text: 'some content' }]] } },
		};
		expect((await delivered('post', sample)).notes).toEqual([]);
	});

	test('links, mentions, pictures and empty paragraphs are delivered, in several languages', async () => {
		const content = post(
			[
				text,
				{ tag: 'a', text: 'x', href: 'https://open.feishu.cn/?a=1#b' },
				{ tag: 'at', user_id: mention(), user_name: 'x' },
			],
			[],
			[{ tag: 'img', image_key: demoPicture }],
			[{ tag: 'a', text: 'mail', href: 'mailto:someone@example.com' }],
		);
		const both = { post: { ...content.post, en_us: { content: [[text]] } } };
		expect(await delivered('post', both)).toMatchObject({
			notes: [],
			mentions: { [mention()]: '陈思远' },
		});
	});

	test.each([
		[{ tag: 'md', text: `**b** <at user_id="${'ou_nobody'}"></at>` }, ['names nobody', 'md tag']],
		[{ tag: 'hr' }, ['hr tag']],
		[{ tag: 'emotion', emoji_type: 'SMILE' }, ['emotion tag']],
		[{ tag: 'code_block', text: 'x', language: 'go' }, ['code_block tag']],
		[
			{ tag: 'code_block', text: 'x', language: 'COBOL' },
			['not a documented language', 'code_block tag'],
		],
		[{ ...text, style: ['bold'] }, ['renders "style"']],
		[{ ...text, style: ['blink'] }, ['ignores ["blink"]']],
		[{ tag: 'media', file_key: 'file_x', image_key: demoPicture }, ['no file upload']],
		[{ tag: 'at', user_id: 'all' }, ['A mention of everyone']],
		[{ tag: 'at', user_id: 'ou_nobody' }, ['names nobody']],
	])('%j is delivered with notes', async (node, notes) => {
		expect((await delivered('post', post([node]))).notes).toEqual(
			notes.map((note) => expect.stringContaining(note)),
		);
	});

	test('a language beyond the documented ones is noted', async () => {
		const locale = { content: [[text]] };
		expect((await delivered('post', { post: { ja_jp: locale, fr_fr: 'x' } })).notes).toHaveLength(
			2,
		);
	});
});

describe('image', () => {
	test.each([
		[{}, 'image_key must be a non-empty string'],
		[{ image_key: '' }, 'image_key must be a non-empty string'],
		[{ image_key: 'img_v2_nowhere' }, 'no such picture was uploaded'],
	])('%j is refused', async (content, reason) => await expectRefused('image', content, reason));

	test('a demo picture is delivered', async () => {
		await delivered('image', { image_key: demoPicture });
	});

	test('a picture that was uploaded is delivered, but not for another app', async () => {
		const { Authorization } = await client.headers();
		const { data } = await client.http.post('/open-apis/im/v1/images', imageForm(), {
			headers: { Authorization },
		});
		const content = { image_key: data.data.image_key };
		await delivered('image', content);

		client.emulator.inbox.clear();
		const { apps, helpdesks } = client.emulator.world;
		const [first] = apps;
		apps.unshift({ ...first!, appId: 'cli_another000000000', tenant: helpdesks[0]!.tenant });
		const { userId } = client.emulator.world.people[0]!;
		const body = { msg_type: 'image', content: JSON.stringify(content), receiver_id: userId };
		const answer = await client.send(body, {}, '?user_id_type=user_id');
		expect(answer.data.code).toBe(154000);
		expect(lastRequest(client.emulator).reason).toContain('which another app uploaded');
	});
});

describe('interactive', () => {
	const markdown = { tag: 'markdown', content: '**Hello**' };
	const plain = (content: string) => ({ tag: 'plain_text', content });

	test.each([
		[{ schema: '2.0', body: { elements: [] } }, 'JSON 2.0'],
		[{ schema: '2.0', elements: [] }, 'JSON 2.0'],
		[{ body: { elements: [markdown] } }, 'JSON 2.0'],
		[{ type: 'card', data: { card_id: '7371713483664506900' } }, 'card entity'],
		[{ data: { card_id: '7371713483664506900' } }, 'card entity'],
		[{ type: 'template' }, 'must be an object with a template_id'],
		[{ type: 'template', data: {} }, 'template_id must be a non-empty string'],
		[
			{ type: 'template', data: { template_id: 'AAqEmulatorDemo1', template_version_name: 1 } },
			'template_version_name must be a string',
		],
		[
			{ type: 'template', data: { template_id: 'AAqEmulatorDemo1', template_variable: [] } },
			'template_variable must be an object',
		],
		[{ header: 'Title' }, 'header must be an object'],
		[{ elements: {} }, 'elements must be an array of components'],
		[{ i18n_elements: { zh_cn: {} } }, 'zh_cn must be an array of components'],
		[{ elements: ['Hello'] }, 'must be an object with a tag'],
		[{ elements: [{ content: 'Hello' }] }, 'must be an object with a tag'],
		[{ elements: [{ tag: 'markdown' }] }, 'content must be a non-empty string'],
		[{ elements: [{ tag: 'button', text: plain('x') }] }, 'must be inside an "action"'],
		[{ elements: [{ tag: 'action' }] }, 'actions must be an array'],
		[
			{ elements: [{ tag: 'action', actions: [{ tag: 'button' }] }] },
			'actions[0].text must be an object',
		],
		[{ elements: [{ tag: 'note' }] }, 'elements must be an array'],
		[{ elements: [{ tag: 'column_set' }] }, 'columns must be an array'],
		[{ elements: [{ tag: 'img', img_key: demoPicture }] }, 'alt must be an object'],
		[
			{ elements: [{ tag: 'img', img_key: 'img_v2_nowhere', alt: plain('') }] },
			'no such picture was uploaded',
		],
		[
			{ elements: [{ tag: 'markdown', content: '![x](img_v2_nowhere)' }] },
			'no such picture was uploaded',
		],
		[
			{ elements: [{ tag: 'markdown', content: '![x](https://a.example/b.png)' }] },
			'not an image key',
		],
		[
			{ elements: [{ tag: 'markdown', content: '```\ncode\n```\n[x](file:///a)' }] },
			'has the link "file:///a", which is not legal',
		],
		[
			{ elements: [{ tag: 'div', text: { tag: 'lark_md', content: '[x](ftp://a)' } }] },
			'content.elements[0].text.content has the link',
		],
		[
			{ elements: [{ tag: 'markdown', content: '<at id=ou_nobody></at>' }] },
			'mentions "ou_nobody"',
		],
		[
			{
				elements: [
					{ tag: 'div', text: { tag: 'lark_md', content: '<at ids=all,ou_nobody></at>' } },
				],
			},
			'mentions "ou_nobody"',
		],
	])(
		'%j is refused',
		async (content, reason) => await expectRefused('interactive', content, reason),
	);

	test.each([
		[{}, 'neither elements nor i18n_elements', 'openclaw/openclaw/issues/93197'],
		[{ header: { title: plain('x') } }, 'neither elements', 'openclaw/openclaw/issues/93197'],
		[
			{ elements: [{ tag: 'markdown', content: '<at email="nobody@example.com"></at>' }] },
			'mentions "nobody@example.com", an address of nobody',
			'feiyu563/PrometheusAlert/issues/514',
		],
		[
			{ elements: [{ tag: 'markdown', content: '![x](https://a.example/b.png)' }] },
			'200570',
			'jxxghp/MoviePilot/issues/5818',
		],
		[
			{ elements: [{ tag: 'markdown', content: '[x](file:///a)' }] },
			'230001',
			'openabdev/openab/issues/1328',
		],
	])('%j is refused, as reported', async (content, reason, report) => {
		await expectRefused('interactive', content, reason);
		expect(lastRequest(client.emulator)).toMatchObject({
			known: 'observed',
			source: `https://github.com/${report}`,
		});
	});

	test('what a button calls back with is not read as a part of the card', async () => {
		const value = { tag: 'markdown', content: 5, at: '<at id=ou_nobody></at>' };
		await delivered('interactive', {
			elements: [{ tag: 'action', actions: [{ tag: 'button', text: plain('x'), value }] }],
		});
	});

	test('a template that does not exist is refused as the message service does', async () => {
		const answer = await client.sendContent('interactive', {
			type: 'template',
			data: { template_id: 'AAqNowhere' },
		});
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(
			refusalBody(
				answer,
				230099,
				'Failed to create card content, ext=ErrCode: 200380; ErrMsg: template does not exist, please confirm whether this template has been released; ErrorValue: templateID: AAqNowhere',
			),
		);
		expect(lastRequest(client.emulator)).toMatchObject({
			reason: 'There is no card template "AAqNowhere".',
			known: 'assumed',
		});
	});

	test('over 30 KB of request is refused', async () => {
		await expectRefused(
			'interactive',
			{ elements: [{ tag: 'markdown', content: 'x'.repeat(30 * 1024) }] },
			'can have at most 30 KB',
		);
	});

	test('a card with everything the page shows is delivered, without notes', async () => {
		const card = {
			config: { wide_screen_mode: true },
			card_link: { url: 'https://open.feishu.cn' },
			header: { template: 'blue', title: plain('Ticket update') },
			elements: [
				{
					tag: 'div',
					text: {
						tag: 'lark_md',
						content: `**Order** <at id=${mention()}></at> <at email=Zhao.Min@example.com></at>`,
					},
					fields: [{ is_short: true, text: plain('A') }],
					extra: { tag: 'img', img_key: demoPicture, alt: plain('') },
				},
				markdown,
				{ tag: 'hr' },
				{ tag: 'img', img_key: demoPicture, alt: plain('alt') },
				{ tag: 'column_set', columns: [{ tag: 'column', elements: [markdown] }] },
				{
					tag: 'action',
					actions: [{ tag: 'button', text: plain('Open'), url: 'https://open.feishu.cn' }],
				},
				{ tag: 'note', elements: [plain('footer')] },
			],
		};
		expect(await delivered('interactive', card)).toMatchObject({
			notes: [],
			mentions: { [mention()]: '陈思远' },
		});
	});

	test('attributes that card JSON 1.0 does not know are ignored', async () => {
		await delivered('interactive', {
			schema: '1.0',
			sparkle: true,
			elements: [
				{ ...markdown, sparkle: 1 },
				{ tag: 'chart' },
				{
					tag: 'markdown',
					content: '[x](https://a.example) [y]($urlVal)\n```\n[x](file:///a)\n```',
				},
			],
		});
	});

	test.each([
		[{ elements: [] }, 'it is legal but blank'],
		[
			{
				elements: [
					{ tag: 'action', actions: [{ tag: 'button', text: plain('x'), value: { k: 'v' } }] },
				],
			},
			'calls back',
		],
		[
			{
				elements: [
					{ tag: 'action', actions: [{ tag: 'button', text: plain('x'), url: 'nowhere' }] },
				],
			},
			'not a legal link',
		],
		[
			{ elements: [{ tag: 'markdown', content: '<at user_id="x"></at>' }] },
			'the form for text messages',
		],
		[{ elements: [{ tag: 'markdown', content: '<at id=all></at>' }] }, 'A mention of everyone'],
		[
			{
				type: 'template',
				data: {
					template_id: 'AAqEmulatorDemo1',
					template_version_name: '1.0.0',
					template_variable: { a: 1 },
				},
			},
			'card templates is not documented',
		],
	])('%j is delivered with a note', async (content, note) => {
		expect((await delivered('interactive', content)).notes).toEqual([
			expect.stringContaining(note),
		]);
	});

	test('in a world that does not list its templates any is taken', async () => {
		const { world } = client.emulator;
		delete world.templates;
		await delivered('interactive', { type: 'template', data: { template_id: 'AAqNowhere' } });
	});
});
