// Buttons, menus and pickers. Links open; controls that would call back to the app are shown and do nothing.
// https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/interactive-components/button
import { printJson } from '../../json.js';
import { h, textOf } from '../../tree.js';
import { link } from '../inline.js';
import { list, object, string } from '../shape.js';
import { plain } from './words.js';

/** @typedef {import('../../tree.js').Tree} Tree */
/** @typedef {import('../inline.js').Context} Context */
/** @typedef {Record<string, unknown>} It */

const buttonTypes = [
	'default',
	'primary',
	'danger',
	'text',
	'primary_text',
	'danger_text',
	'primary_filled',
	'danger_filled',
	'laser',
];

/** @type {(it: It, context: Context) => Tree} */
function button(it, context) {
	const label = plain(it.text, context) || 'Button';
	const type = buttonTypes.includes(string(it.type))
		? string(it.type).replace('_', '-')
		: 'default';
	const size = ['tiny', 'small', 'large'].includes(string(it.size)) ? ` ${it.size}` : '';
	const look = `button ${type}${size}${it.disabled === true ? ' off' : ''}`;
	const address = target(it);
	const opened =
		address && it.disabled !== true
			? link(address, [label, h('icon', { name: 'open' })], look)
			: null;
	if (opened) return opened;
	const inert = address ? `Does not open from here: ${address}` : callback(it, context);
	const effect = it.disabled === true ? 'Disabled by the card' : inert;
	return h('span', { class: `${look} control`, title: effect }, label);
}

/** @type {(it: It, context: Context) => Tree} */
function select(it, context) {
	const options = list(it.options).map(object);
	const chosen = options.find(
		(option) => it.initial_option !== undefined && option.value === it.initial_option,
	);
	const fallback = it.tag === 'select_person' ? 'Choose a person' : 'Choose';
	const label = plain(chosen?.text, context) || plain(it.placeholder, context) || fallback;
	return menu(label, options, it, context);
}

/** @type {(it: It, context: Context) => Tree} */
const overflow = (it, context) => menu('More', list(it.options).map(object), it, context);

/**
 * @param {string} label
 * @param {It[]} options
 * @param {It} it
 * @param {Context} context
 */
function menu(label, options, it, context) {
	const entries = options.map((option) => {
		const words = plain(option.text, context) || string(option.value);
		return h('li', {}, link(target(option), [words]) ?? words);
	});
	return h(
		'details',
		{
			class: 'menu control',
			title: `A menu with ${options.length} option${options.length === 1 ? '' : 's'}. ${callback(it, context)}`,
		},
		h('summary', {}, label, h('icon', { name: 'down' })),
		h('ul', {}, ...entries),
	);
}

/** @type {(it: It, context: Context) => Tree} */
function picker(it, context) {
	const start = string(it.initial_date) || string(it.initial_time) || string(it.initial_datetime);
	const label = start || plain(it.placeholder, context) || 'Pick';
	const icon = it.tag === 'picker_time' ? 'clock' : 'calendar';
	return h(
		'span',
		{ class: 'picker control', title: `A picker. ${callback(it, context)}` },
		label,
		h('icon', { name: icon }),
	);
}

/** @param {It} it */
function target(it) {
	const many = object(it.multi_url);
	const opens =
		list(it.behaviors)
			.map(object)
			.find((one) => one.type === 'open_url') ?? {};
	return (
		string(it.url) ||
		string(many.pc_url) ||
		string(many.url) ||
		string(opens.pc_url) ||
		string(opens.default_url)
	);
}

/**
 * What a click on it would do in Feishu.
 * @param {It} it
 * @param {Context} context
 */
function callback(it, context) {
	const value =
		it.value ??
		list(it.behaviors)
			.map(object)
			.find((one) => one.type === 'callback')?.value;
	const ask = plain(object(it.confirm).title, context);
	const sends =
		value === undefined
			? 'Would call back to the app'
			: `Would call back to the app with ${textOf(h('span', {}, ...printJson(value)))
					.replace(/\s+/g, ' ')
					.slice(0, 300)}`;
	return `${sends}${ask ? `, after asking “${ask}”` : ''}. Nothing happens here.`;
}

/** @type {Map<string, (it: It, context: Context) => Tree>} */
export const controls = new Map([
	['button', button],
	['select_static', select],
	['select_person', select],
	['overflow', overflow],
	['date_picker', picker],
	['picker_time', picker],
	['picker_datetime', picker],
]);
