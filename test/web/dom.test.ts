/* eslint-disable @n8n/community-nodes/no-restricted-globals -- stands in for the document of a browser */
import { contentList, pageList, toDom } from '../../emulator/web/dom.js';

/** Just enough of a document to see what toDom asks of it. */
class FakeElement {
	attributes: Record<string, string> = {};
	children: unknown[] = [];
	style: Record<string, string> = {};
	onError: (() => void) | undefined;
	replacedBy: unknown[] | undefined;
	constructor(readonly tag: string) {}
	setAttribute(name: string, value: string) {
		this.attributes[name] = value;
	}
	append(...children: unknown[]) {
		this.children.push(...children);
	}
	addEventListener(_name: string, listener: () => void) {
		this.onError = listener;
	}
	replaceWith(...children: unknown[]) {
		this.replacedBy = children;
	}
}

const globals = globalThis as { document?: unknown };

beforeAll(() => {
	globals.document = {
		createElement: (tag: string) => new FakeElement(tag),
		createElementNS: (_space: string, tag: string) => new FakeElement(tag),
		createTextNode: (text: string) => text,
	};
});

afterAll(() => {
	delete globals.document;
});

const build = (tag: string, attributes: Record<string, string>, list = contentList): FakeElement =>
	toDom({ tag, attributes, children: ['words'] }, list);

describe('from tree to DOM', () => {
	test.each([
		'script',
		'style',
		'iframe',
		'object',
		'embed',
		'form',
		'input',
		'button',
		'link',
		'meta',
		'base',
		'svg',
		'math',
		'template',
		'video',
		'audio',
		'SCRIPT',
	])('<%s> becomes a span that keeps its words', (tag) => {
		expect(build(tag, {})).toMatchObject({ tag: 'span', children: ['words'] });
	});

	test('attributes outside the list, or with values outside it, are dropped', () => {
		const attributes = {
			onclick: 'alert(1)',
			style: 'position:fixed',
			id: 'clear',
			'data-copy': 'x',
			srcdoc: 'x',
			formaction: 'x',
			tabindex: '0',
			name: 'x y',
			href: 'javascript:alert(1)',
			src: 'https://example.com/x.png',
			class: 'a"b',
			target: '_top',
			rel: 'opener',
			start: '-1',
			'data-width': '1em',
			title: 'kept',
		};
		expect(build('a', attributes).attributes).toEqual({ title: 'kept' });
	});

	test('the page itself may do more, but run nothing either', () => {
		expect(
			build('button', { 'data-copy': 'curl', onclick: 'x', style: 'x' }, pageList),
		).toMatchObject({
			tag: 'button',
			attributes: { 'data-copy': 'curl' },
		});
		expect(build('script', {}, pageList).tag).toBe('span');
		expect(build('a', { href: '#om_1' }, pageList).attributes).toEqual({ href: '#om_1' });
		expect(build('a', { href: 'javascript:alert(1)' }, pageList).attributes).toEqual({});
	});

	test('a width is set as a style, in pixels', () => {
		const element = build('div', { 'data-width': '120' });
		expect(element.style).toEqual({ width: '120px' });
		expect(element.attributes).toEqual({});
	});

	test('a picture that cannot be loaded gives way to its children', () => {
		const picture = build('img', { src: '/_emulator/images/img_1' });
		expect(picture.children).toEqual([]);
		picture.onError?.();
		expect(picture.replacedBy).toEqual(['words']);
	});

	test('an unknown icon draws nothing', () => {
		expect(build('icon', { name: 'constructor' })).toMatchObject({ tag: 'svg', children: [] });
	});
});
