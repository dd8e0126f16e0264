import type { INodeProperties } from 'n8n-workflow';

import { itemTitle } from '../../parameters/itemTitle';
import { readEntries } from '../../parameters/readEntries';
import { optionsOf, type Parameters } from '../../parameters/readParameter';
import { inField, notesOf, problem, success, type Result } from '../../result';
import type { MessageInput } from '../messageInput';
import { compileContent, titleField } from './content';
import { localeField, readLocale } from './locale';
import { elementsField } from './postElements';

/** Under which names a language has its fields: those of the message itself, and those of a translation. */
interface Names {
	readonly locale: string;
	readonly title: string;
	readonly elements: string;
}

const ofMessage: Names = { locale: 'postLocale', title: 'postTitle', elements: 'postElements' };
const ofTranslation: Names = { locale: 'locale', title: 'title', elements: 'elements' };

const options: readonly INodeProperties[] = [
	localeField(ofMessage.locale, 'zh_cn'),
	{
		displayName: 'Translations',
		name: 'postTranslations',
		type: 'fixedCollection',
		typeOptions: {
			multipleValues: true,
			fixedCollection: { itemTitle: itemTitle(ofTranslation.locale) },
		},
		placeholder: 'Add Translation',
		default: {},
		description: 'The same message for readers who use Feishu in another language',
		options: [
			{
				displayName: 'Translation',
				name: 'translation',
				values: [
					localeField(ofTranslation.locale, 'en_us'),
					titleField(ofTranslation.title),
					elementsField(ofTranslation.elements),
				],
			},
		],
	},
];

/** Gives content of the form `{"post":{"zh_cn":{"title":"…","content":[[…]]}}}`. */
function compile(parameters: Parameters): Result<object> {
	const locales: Record<string, object> = {};
	const addLocale = (source: Parameters, names: Names): Result<object> => {
		const locale = inField(readLocale(source, names.locale), 'options');
		if (!locale.ok) return locale;
		if (locale.value in locales) {
			return problem(
				names.locale,
				`'Language' is ${locale.value}, which the message already has`,
				'Choose another language, or remove the translation.',
			);
		}
		const content = compileContent(source, names.title, names.elements);
		if (content.ok) locales[locale.value] = content.value;
		return content;
	};
	const { postLocale = 'zh_cn', postTranslations } = optionsOf(parameters);
	const message = addLocale({ ...parameters, postLocale }, ofMessage);
	if (!message.ok) return message;
	const collection = { field: 'postTranslations', label: 'Translations', entry: 'translation' };
	const translations = readEntries({ postTranslations }, collection, (translation) =>
		addLocale(translation, ofTranslation),
	);
	return translations.ok
		? success({ post: locales }, notesOf([message, translations]))
		: inField(translations, 'options');
}

export const builder: MessageInput = {
	value: 'builder',
	label: 'Builder',
	description: 'Put the message together from a list of elements',
	fields: [titleField(ofMessage.title), elementsField(ofMessage.elements)],
	options,
	compile,
};
