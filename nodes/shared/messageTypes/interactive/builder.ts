import { all, andThen, problem, success } from '../../result';
import type { MessageInput } from '../messageInput';
import { cardBlocks, compileBlocks } from './cardBlocks';
import { cardOptions, compileConfig } from './cardOptions';
import { compileHeader, headerOptions, titleField } from './header';
import { markdownFromExpressions } from './readMarkdown';

/**
 * A form instead of JSON. Gives a card in JSON 1.0, as small as it can be:
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-structure
 */
export const builder: MessageInput = {
	value: 'builder',
	label: 'Builder',
	description: 'A form for title, text, pictures and buttons',
	fields: [titleField, cardBlocks],
	options: [...headerOptions, ...cardOptions, markdownFromExpressions],
	compile(parameters) {
		const read = all({
			header: compileHeader(parameters),
			elements: compileBlocks(parameters),
			config: compileConfig(parameters),
		});
		return andThen(read, ({ header, elements, config }) =>
			!('header' in header) && elements.length === 0
				? problem(
						'cardBlocks',
						"'Title' and 'Blocks' are empty",
						'Enter a title or add a block. If an expression fills the title, check that this item has the value.',
					)
				: success({ ...config, ...header, elements }),
		);
	},
};
