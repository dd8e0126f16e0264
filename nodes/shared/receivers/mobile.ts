import { halfWidth, withoutQuotes } from '../parameters/pasted';
import { quote, type Address, type Fault } from './idType';

/** ITU-T E.164 has 15 digits at most. From 7, so that no part of a number with a comma in it is taken for one. */
const MOBILE = /^(?:\+[1-9]\d{6,14}|\d{7,15})$/;
/** In mainland China: 11 digits, with or without the country code. */
const MAINLAND = /^(?:\+?86)?1[3-9]\d{9}$/;
const INTERNATIONAL = /^\+\d{8,15}$/;

export const mobile: Address = {
	mode: 'mobile',
	label: 'Mobile',
	noun: 'a mobile number',
	hint: 'Also looked up in the contacts. Outside mainland China numbers begin with + and the country code.',
	example: '13800138000',
	wireType: 'open_id',
	properties: [
		'mobile',
		'mobilephone',
		'phone',
		'phonenumber',
		'canonicalform',
		'手机',
		'手机号',
		'手机号码',
	],
	notFoundBecause:
		'A number outside mainland China begins with + and the country code. Or try Email, or By ID with an Open ID.',
	read(entry) {
		const text = withoutQuotes(halfWidth(entry));
		const several = text.split(/[\s|/。]+/).map(withoutQuotes);
		const numbers = several.map(numberIn);
		// Blanks and strokes stand inside of numbers too: they separate nothing but whole ones.
		if (several.length > 1 && numbers.every(isWhole)) return numbers;
		const number = numberIn(text);
		return typeof number === 'string'
			? [number]
			: { ...number, remedy: `${number.remedy} ${quote(entry)}` };
	},
};

function isWhole(number: string | Fault): number is string {
	return typeof number === 'string' && (MAINLAND.test(number) || INTERNATIONAL.test(number));
}

/** One number, as E.164 writes it where a country code is given. Never another number: where that is not certain, a fault. */
function numberIn(text: string): string | Fault {
	const number = text.replace(/^(?:tel|mobile|phone|手机|电话) ?: ?/i, '');
	if (/^\d(?:\.\d+)?e\+?\d+$/i.test(number)) return SCIENTIFIC;
	if (/^[-−]\d/.test(number)) return NEGATIVE;
	const [, whole, fraction] = /^(\+?\d+)\.(\d+)$/.exec(number) ?? [];
	// A spreadsheet's number: 13000000004.0. Full stops between digits are for the eye: 130.0000.0004.
	if (whole !== undefined && fraction !== undefined && !/^0+$/.test(fraction) && whole.length > 4)
		return DECIMAL;
	if (whole !== undefined && whole.length > 4 && !MAINLAND.test(whole)) return DECIMAL;
	const digits = (whole !== undefined && MAINLAND.test(whole) ? whole : number)
		// The 0 that is dialed inside of the country only. Italy's stays, so it is left.
		.replace(/^\(?(\+(?!39)\d{1,3})\)? ?\(0\)/, '$1')
		.replace(/[\s().\p{Pd}−·•]/gu, '')
		.replace(/^00(?=[1-9])/, '+')
		.replace(/^86(?=1[3-9]\d{9}$)/, '+86');
	const wrong = /[^\d]/u.exec(digits.replace(/^\+/, ''))?.[0];
	if (wrong !== undefined)
		return {
			what: `has ${JSON.stringify(wrong)} in it, which no mobile number has`,
			remedy: 'Enter the number alone, and separate several by commas.',
		};
	return MOBILE.test(digits)
		? digits
		: {
				what: 'is not a mobile number',
				remedy:
					'A mobile number has 7 to 15 digits; outside mainland China it begins with + and the country code. Separate several by commas.',
			};
}

const SCIENTIFIC: Fault = {
	what: 'is a number that a spreadsheet has shortened',
	remedy:
		'Its last digits may be lost: format the column of the table as text and enter the number again.',
};

/** `=+86-13800138000`, taken for a subtraction: https://github.com/rainabba/jquery-table2excel/issues/112 */
const NEGATIVE: Fault = {
	what: 'is a negative number: a spreadsheet may have computed it',
	remedy: 'Format the column of the table as text and enter the number again.',
};

const DECIMAL: Fault = {
	what: 'is a number with decimals',
	remedy: 'Format the column of the table as text, so that the number has no decimal point.',
};
