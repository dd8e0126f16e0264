// The people of the emulator, with all their addresses.
import { iconCopy } from './copy.js';
import { avatar } from './list.js';
import { h } from './tree.js';

/** @typedef {import('./live.js').Person} Person */
/** @typedef {import('./live.js').World} World */

/** The kinds of address, in the words and the order of the node's panel. */
export const addressNames = {
	email: 'Email',
	mobile: 'Mobile',
	open_id: 'Open ID',
	union_id: 'Union ID',
	user_id: 'User ID',
};

/** @param {World | null} world */
export function peopleView(world) {
	const people = world?.people ?? [];
	return h(
		'section',
		{ class: 'people', 'aria-labelledby': 'people-title' },
		h('h2', { id: 'people-title' }, 'People you can write to'),
		h(
			'p',
			{},
			people.length === 0
				? 'Nobody exists in this emulator.'
				: 'They exist in this emulator only. In the node, choose the kind of address, then paste the address.',
		),
		h('ul', {}, ...people.map((one) => h('li', {}, ...person(one, world?.apps[0])))),
	);
}

/**
 * @param {Person} person
 * @param {World['apps'][number]} [app] the first of the world
 */
function person(person, app) {
	const { name, openId } = person;
	return [
		h('div', { class: 'person-head' }, avatar(person), h('h3', {}, h('bdi', {}, name || openId))),
		...remarks(person, app).map((says) => h('p', { class: 'person-remark' }, says)),
		h(
			'dl',
			{ class: 'ids' },
			...addresses(person).flatMap(([kind, value]) => [
				h('dt', {}, kind),
				h('dd', {}, h('bdi', { class: 'mono' }, value), iconCopy(value, `${kind} of ${name}`)),
			]),
		),
	];
}

/**
 * @param {Person} person
 * @returns {[string, string][]} kind and value, of those that they have
 */
function addresses({ email, mobile, openId, openIdsOfOtherApps, unionId, userId }) {
	/** @type {[string, string | undefined][]} */
	const all = [
		[addressNames.email, email],
		[addressNames.mobile, mobile],
		[addressNames.open_id, openId],
		...Object.entries(openIdsOfOtherApps).map(
			([appId, id]) => /** @type {[string, string]} */ ([`Open ID for ${appId}`, id]),
		),
		[addressNames.union_id, unionId],
		[addressNames.user_id, userId],
	];
	return all.flatMap(([kind, value]) => (value ? [[kind, value]] : []));
}

/**
 * Why a message may be refused.
 * @param {Person} person
 * @param {World['apps'][number]} [app]
 */
const remarks = ({ openTickets, resigned, tenant }, app) =>
	[
		openTickets.length > 0 &&
			`A ticket is in progress (${openTickets.slice(0, 3).join(', ')}). Messages to the dedicated group are refused.`,
		resigned && 'Has resigned. Messages are refused.',
		app && app.tenant !== tenant && `Not in the tenant of ${app.appId}. Its messages are refused.`,
	].filter((says) => typeof says === 'string');
