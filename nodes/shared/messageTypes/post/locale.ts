import type { INodeProperties } from 'n8n-workflow';

import { readChoice, type Parameters } from '../../parameters/readParameter';
import type { Result } from '../../result';

/**
 * The document has zh_cn and en_us (https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json).
 * ja_jp is only read by Feishu's own clients, e.g. https://github.com/larksuite/node-sdk.
 */
const locales = [
	{ name: 'Chinese', value: 'zh_cn' },
	{ name: 'English', value: 'en_us' },
	{
		name: 'Japanese',
		value: 'ja_jp',
		description: 'May not be shown: Feishu does not document it',
	},
] as const;

export type Locale = (typeof locales)[number]['value'];

export function localeField(name: string, byDefault: Locale): INodeProperties {
	return {
		displayName: 'Language',
		name,
		type: 'options',
		options: [...locales],
		default: byDefault,
		description: 'Which language the title and the elements are in',
	};
}

export function readLocale(parameters: Parameters, field: string): Result<Locale> {
	return readChoice(parameters, field, 'Language', locales);
}
