import { isLink } from '../../../nodes/SendBotMessage/parameters/link';

test.each(['https://example.com', 'http://example.com', 'HTTPS://EXAMPLE.COM/a?b#c', 'lark://client/x', 'mailto:a@example.com'])('a link: %s', (href) => {
	expect(isLink(href)).toBe(true);
});

test.each<[unknown]>([
	['example.com'],
	['https://exa mple.com'],
	['https://example.com/\u0007'],
	['http:///example.com'],
	['https:///example.com'],
	['https:///a?next=https://example.com'],
	['JavaScript:alert(1)'],
	['data:text/html,x'],
	['vbscript:x'],
	['file:///etc/passwd'],
	['blob:https://example.com/1'],
	['about:blank'],
	[undefined],
	[['https://example.com']],
])('no link: %j', (href) => {
	expect(isLink(href)).toBe(false);
});
