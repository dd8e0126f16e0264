import { post, postLocales } from '../../emulator/web/messages/post.js';
import { badAddresses, markup, type Tree, violations } from './markup';

const context = { mentions: { ou_tom: 'Tom Li' } };
const draw = (content: unknown, locale?: string): Tree => post(content, { ...context, locale });
const paragraph = (...tags: unknown[]) => markup(draw({ zh_cn: { content: [tags] } }));
const inside = (...tags: unknown[]) =>
	paragraph(...tags).replace(/^<div class="post"><div class="paragraph">|<\/div><\/div>$/g, '');

describe('post', () => {
	test('title and paragraphs, with and without the outer "post"', () => {
		const bare = { zh_cn: { title: '标题', content: [[{ tag: 'text', text: 'a' }], []] } };
		const expected =
			'<div class="post"><div class="post-title">标题</div><div class="paragraph">a</div><div class="paragraph"></div></div>';
		expect(markup(draw(bare))).toBe(expected);
		expect(markup(draw({ post: bare }))).toBe(expected);
	});

	test('several languages: the first one, or the chosen one', () => {
		const content = {
			post: {
				en_us: { content: [[{ tag: 'text', text: 'Hello' }]] },
				zh_cn: { content: [[{ tag: 'text', text: '你好' }]] },
			},
		};
		expect(postLocales(content)).toEqual(['en_us', 'zh_cn']);
		expect(markup(draw(content))).toContain('Hello');
		expect(markup(draw(content, 'zh_cn'))).toContain('你好');
	});

	test.each([
		[
			'styles, others ignored',
			{ tag: 'text', text: 'a', style: ['bold', 'underline', 'lineThrough', 'italic', 'blink'] },
			'<strong><em><u><s>a</s></u></em></strong>',
		],
		['escapes stay', { tag: 'text', text: '&lt;b&gt;' }, '&amp;lt;b&amp;gt;'],
		[
			'escapes are decoded to characters',
			{ tag: 'text', text: '&lt;b&gt;&#42;&nope;', un_escape: true },
			'&lt;b>*&amp;nope;',
		],
		[
			'a link',
			{ tag: 'a', text: 'docs', href: 'https://example.com', style: ['bold'] },
			'<strong><a class="link" href="https://example.com/" target="_blank" rel="noopener noreferrer" title="https://example.com/">docs</a></strong>',
		],
		[
			'a mention',
			{ tag: 'at', user_id: 'ou_tom' },
			'<span class="mention" title="ou_tom">@<bdi>Tom Li</bdi></span>',
		],
		[
			'an emotion',
			{ tag: 'emotion', emoji_type: 'SMILE' },
			'<span class="emotion" title="A Feishu emotion, shown by its name">SMILE</span>',
		],
		['a rule', { tag: 'hr' }, '<hr></hr>'],
		[
			'a code block',
			{ tag: 'code_block', language: 'GO', text: 'func main() {\n}' },
			'<div class="code-block"><div class="code-language">GO</div><pre><code>func main() {\n}</code></pre></div>',
		],
	])('%s', (_name, tag, expected) => {
		expect(inside(tag)).toBe(expected);
	});

	test('a picture, with what stands in for it', () => {
		expect(inside({ tag: 'img', image_key: 'img_v2_1' })).toBe(
			'<img class="picture" src="/_emulator/images/img_v2_1" alt="Picture"><span class="picture missing aside"><icon name="image"></icon><span class="picture-says">Not uploaded to this emulator</span><bdi class="picture-key">img_v2_1</bdi></span></img>',
		);
	});

	test('a video is named', () => {
		expect(inside({ tag: 'media', file_key: 'file_v2_1' })).toBe(
			'<div class="video"><div class="video-name"><icon name="video"></icon><span>Video</span><bdi>file_v2_1</bdi></div></div>',
		);
	});

	test('md is Markdown of its own kind', () => {
		expect(inside({ tag: 'md', text: '**b** ~u~\n> q' })).toBe(
			'<div class="lines"><strong>b</strong> <u>u</u></div><blockquote class="lines">q</blockquote>',
		);
	});

	test.each(badAddresses)('no link to %j, but its words and the address', (href) => {
		const drawn = inside({ tag: 'a', text: 'press', href });
		expect(drawn).toContain('press');
		expect(drawn).not.toContain('<a');
	});

	test.each([
		['an unknown tag', { tag: 'sticker', file_key: 'x' }, 'Not shown here: tag “sticker”'],
		[
			'a tag named like something built in',
			{ tag: 'constructor' },
			'Not shown here: tag “constructor”',
		],
		['no tag', { text: 'x' }, 'Not shown here: something without a tag'],
		['no object', 5, 'Not shown here: something without a tag'],
		['null', null, 'Not shown here: something without a tag'],
	])('%s is shown as JSON', (_name, tag, says) => {
		expect(paragraph(tag)).toContain(`<details class="unknown"><summary>${says}</summary>`);
	});

	test.each([
		[null],
		[[]],
		['x'],
		[{}],
		[{ zh_cn: 1 }],
		[{ post: { zh_cn: { content: 'x' } } }],
		[{ post: null }],
	])('%j has no paragraphs', (content) => {
		expect(markup(draw(content))).toContain('No paragraphs in this content');
	});

	test('a paragraph that is no list does not hide the others', () => {
		const drawn = markup(
			draw({ zh_cn: { content: ['x', [{ tag: 'text', text: 'still here' }]] } }),
		);
		expect(drawn).toContain('still here');
		expect(drawn).toContain('something without a tag');
	});

	test('hostile titles, mentions and languages stay words', () => {
		const tree = draw({
			'<script>': {
				title: '<img src=x onerror=alert(1)>',
				content: [
					[
						{ tag: 'at', user_id: '"><script>' },
						{ tag: 'code_block', text: '</code></pre><script>' },
					],
				],
			},
		});
		expect(violations(tree)).toEqual([]);
		expect(markup(tree)).toContain('&lt;img src=x onerror=alert(1)>');
	});
});
