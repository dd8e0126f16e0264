import { problem, success } from '../../result';
import { cardBlocks, compileBlocks } from './cardBlocks';
import type { MessageInput } from '../messageInput';
import { cardOptions, compileConfig } from './cardOptions';
import { compileHeader, headerFields } from './header';

/**
 * A form instead of JSON. Gives a card in JSON 1.0, as small as it can be:
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-structure
 */
export const builder: MessageInput = {
	value: 'builder',
	label: 'Builder',
	description: 'A form for title, text, pictures and buttons',
	fields: [...headerFields, cardBlocks, cardOptions],
	compile(parameters) {
		const header = compileHeader(parameters);
		if (!header.ok) return header;
		const elements = compileBlocks(parameters);
		if (!elements.ok) return elements;
		const config = compileConfig(parameters);
		if (!config.ok) return config;
		if (!('header' in header.value) && elements.value.length === 0) {
			return problem('cardBlocks', "'Title' and 'Blocks' are empty", 'Enter a title or add a block. If an expression fills the title, check that this item has the value.');
		}
		return success({ ...config.value, ...header.value, elements: elements.value });
	},
};
