import { imageAddress, isLinkAddress, linkAddress } from '../../emulator/web/messages/address.js';
import { image } from '../../emulator/web/messages/image.js';
import { badAddresses, markup } from './markup';

describe('addresses', () => {
	test.each(badAddresses)('%j is no link', (address) => {
		expect(isLinkAddress(address)).toBe(false);
	});

	test.each([
		'https://example.com',
		'http://127.0.0.1:3210/a?b=c#d',
		'lark://msgcard/x',
		'mailto:a@example.com',
	])('%s is one', (address) => {
		expect(isLinkAddress(address)).toBe(true);
	});

	test('a name that only looks like another is shown as the browser reads it', () => {
		expect(linkAddress('http://\u0430\u0440\u0440\u04cf\u0435.com')).toBe(
			'http://xn--80ak6aa92e.com/',
		);
		expect(linkAddress('https://example.com/\u202egpj.exe')).toBe(
			'https://example.com/%E2%80%AEgpj.exe',
		);
	});

	test.each([[5], [null], [undefined], [{}], [['https://example.com']]])(
		'%j is no address',
		(value) => {
			expect(linkAddress(value)).toBe(null);
		},
	);

	test.each([
		'',
		'../x',
		'a/b',
		'a.png',
		'https://example.com/x.png',
		'a b',
		'a%2fb',
		'x'.repeat(201),
		'\u202e',
	])('%j is no image key', (key) => {
		expect(imageAddress(key)).toBe(null);
		expect(markup(image({ image_key: key }))).not.toContain('<img');
	});

	test('a picture comes from this emulator only', () => {
		expect(imageAddress('img_v2_7ea74629-9191-4176-998c-2e603c9c5e8g')).toBe(
			'/_emulator/images/img_v2_7ea74629-9191-4176-998c-2e603c9c5e8g',
		);
	});
});
