// Copies to the clipboard and confirms it on the button.
import { h } from './tree.js';

const saidMs = 1600;

/**
 * @param {Element} button
 * @param {string} text
 * @returns {Promise<string>} what to announce
 */
export async function copy(button, text) {
	try {
		await navigator.clipboard.writeText(text);
	} catch {
		return 'The browser did not allow copying';
	}
	button.classList.add('copied');
	setTimeout(() => button.classList.remove('copied'), saidMs);
	return 'Copied';
}

/**
 * @param {string} what what the page should copy
 * @param {string} label
 */
export const copyButton = (what, label) =>
	h(
		'button',
		{ class: 'plain copy', type: 'button', 'data-copy': what },
		...copyIcons(),
		h('span', {}, label),
	);

/** The second icon replaces the first after copying. */
const copyIcons = () => [h('icon', { name: 'copy' }), h('icon', { name: 'check' })];

/**
 * @param {string} value
 * @param {string} name
 */
export const iconCopy = (value, name) =>
	h(
		'button',
		{
			class: 'icon-button',
			type: 'button',
			'data-copy': `=${value}`,
			'aria-label': `Copy ${name}`,
		},
		...copyIcons(),
	);
