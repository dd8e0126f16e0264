/* eslint-disable @n8n/community-nodes/no-restricted-globals -- reads how many cases to try */
import fc from 'fast-check';

import { concealer } from '../../../../nodes/shared/feishu/conceal';
import { dresses } from './dresses';
import { anyCharacters } from '../../../support/text';

const letters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];
const secretOf = (signs: readonly string[], minLength: number) =>
	fc.string({ unit: fc.constantFrom(...signs), minLength, maxLength: 80 });
/** As Feishu makes them, as base64 is, and whatever readAccount takes. */
const secrets = fc.oneof(
	secretOf([...letters, '-'], 16),
	secretOf(letters, 12).map((text) => Buffer.from(text).toString('base64')),
	secretOf([...letters, ...'!#$()*+,-./:;<=>?@[]^_{|}~"\''], 16),
);
const dressNames = Object.keys(dresses);
const dress = fc.constantFrom(...dressNames);
/** What stands around: words, marks and numbers, some of which look like the start of an escape. */
const around = fc
	.array(
		fc.constantFrom(
			'log',
			'msg:',
			'code 99991663',
			'"',
			'{',
			'<pre>',
			'?h=',
			'&b=',
			'100 %',
			'C:\\',
			'赵敏',
			'ou_1f2e3d',
			' ',
			'\n',
			';',
			'=',
		),
		{ maxLength: 8 },
	)
	.map((parts) => parts.join(' '));

const runs = { numRuns: Number(process.env.FC_RUNS ?? 1000) };

test('no secret is left in any dress', () => {
	fc.assert(
		fc.property(secrets, dress, around, around, (secret, name, before, after) => {
			const dressed = dresses[name]?.(secret) ?? '';
			const left = concealer(['another secret', secret])(`${before} "${dressed}" ${after}`);
			expect(left).toContain('[secret]');
			expect(left).not.toContain(dressed);
		}),
		runs,
	);
});

test('a dress over a dress', () => {
	const escapes = dressNames.filter((name) => /^(percent|JSON|JavaScript|HTML)/.test(name));
	fc.assert(
		fc.property(
			secrets,
			dress,
			fc.array(fc.constantFrom(...escapes), { minLength: 1, maxLength: 3 }),
			(secret, first, others) => {
				const dressed = [first, ...others].reduce(
					(text, name) => dresses[name]?.(text) ?? '',
					secret,
				);
				const left = concealer([secret])(`{"msg":"${dressed}"}`);
				expect(left).toContain('[secret]');
				expect(left).not.toContain(dressed);
			},
		),
		runs,
	);
});

test('the first 60 % of a secret, as of a text that was cut', () => {
	fc.assert(
		fc.property(
			secrets,
			dress.filter((name) => !/^base64 of|lines/.test(name)),
			around,
			(secret, name, before) => {
				const cut = dresses[name]?.(secret.slice(0, Math.ceil(secret.length * 0.6))) ?? '';
				const left = concealer([secret])(`${before} ${cut}...`);
				expect(left).toContain('[secret]');
				expect(left).not.toContain(cut);
			},
		),
		runs,
	);
});

test('what holds no secret is left as it is', () => {
	fc.assert(
		fc.property(
			fc.array(secrets, { maxLength: 4 }),
			anyCharacters({ maxLength: 200 }),
			around,
			(some, text, words) => {
				expect(concealer(some)(text)).toBe(text);
				expect(concealer(some)(words)).toBe(words);
			},
		),
		runs,
	);
});

test('around a secret nothing is lost, and nothing of it is left', () => {
	const aSign = fc.stringMatching(/^[ .,:赵"<>(){}]{0,20}$/);
	fc.assert(
		fc.property(
			secretOf(letters, 12),
			dress.filter((name) => !name.startsWith('base64')),
			aSign,
			aSign,
			(secret, name, before, after) => {
				expect(concealer([secret])(`${before}${dresses[name]?.(secret) ?? ''}${after}`)).toBe(
					`${before}[secret]${after}`,
				);
			},
		),
		runs,
	);
});

test.each([
	['a log ID', '202411261230450101A2B3C4D5E6F70809'],
	[
		'an answer',
		'{"code":99991663,"msg":"Invalid access token for authorization. Please make a test attempt","error":{"log_id":"2024"}}',
	],
	['words of a secret', 'this secret of one app is not the secret'],
])('%s is left as it is', (_name, text) => {
	expect(
		concealer([
			'secret-of-the-app',
			't-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234',
			'ht-1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d',
		])(text),
	).toBe(text);
});

test('values shorter than 8 characters are left alone', () => {
	expect(concealer(['12345678', '1234567', ''])('12345678 1234567')).toBe('[secret] 1234567');
});

test('a text of a megabyte is read in one go, whatever it is made of', () => {
	const issued = 't-g1044qeGEDXTB6NDJOGV4JQCYDGHRBARFTGT1234';
	for (const part of [
		'%25',
		'&amp;',
		'&',
		';',
		'\\',
		'\\u005c',
		'a',
		issued.slice(0, 11),
		`${issued}=`,
	]) {
		const many = part.repeat(Math.floor(1_048_576 / part.length));
		expect(concealer([issued])(`${many} ${issued}`).endsWith('[secret]')).toBe(true);
	}
});
