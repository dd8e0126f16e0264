// https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/title
import { h } from '../../tree.js';
import { colorClass } from '../color.js';
import { picture } from '../image.js';
import { list, object, own, string } from '../shape.js';
import { plain, words } from './words.js';

/**
 * @param {Record<string, unknown>} it
 * @param {import('../inline.js').Context} context
 */
export function header(it, context) {
	const title = words(it.title, context);
	const subtitle = plain(it.subtitle, context);
	if (!title && !subtitle) return null;
	const icon = object(it.icon).img_key;
	// The document says that at most three tags are shown.
	const tags = list(own(it.i18n_text_tag_list, context.locale ?? '') ?? it.text_tag_list)
		.slice(0, 3)
		.map((tag) => {
			const one = object(tag);
			return h(
				'span',
				{ class: `text-tag ${colorClass(one.color) || 'color-neutral'}` },
				plain(one.text, context),
			);
		});
	return h(
		'div',
		{ class: `card-header ${colorClass(string(it.template))}`.trim() },
		icon ? picture(icon, { look: 'tiny' }) : null,
		h(
			'div',
			{ class: 'card-titles' },
			h('div', { class: 'card-title' }, title, ...tags),
			subtitle && h('div', { class: 'card-subtitle' }, subtitle),
		),
	);
}
