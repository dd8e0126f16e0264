import { documents } from '../documents';
import { type Fields, isObject } from '../gateway/parameters';
import type { ContentReport } from './contentReport';
import { checkMarkdownLinks, checkTables, isLegalLink } from './links';
import { noteMention, noteMentions } from './text';

// zh_cn and en_us are documented; official clients also read ja_jp back.
const documentedLocales = ['zh_cn', 'en_us'];
const locales = [...documentedLocales, 'ja_jp'];
const styles = ['bold', 'underline', 'lineThrough', 'italic'];
const codeLanguages =
	'PYTHON C CPP GO JAVA KOTLIN SWIFT PHP RUBY RUST JAVASCRIPT TYPESCRIPT BASH SHELL SQL JSON XML YAML HTML THRIFT'.split(
		' ',
	);

/**
 * Rich text, wrapped as in the sample of the Helpdesk document: {"post":{"zh_cn":{…}}}.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json (post)
 */
export function checkPost(content: Fields, report: ContentReport): void {
	if (!isObject(content.post)) {
		report.refuse(
			locales.some((locale) => locale in content)
				? 'content must wrap the locales: {"post":{"zh_cn":{…}}}. Both samples of the document do; that the unwrapped form of im/v1 is refused is assumed.'
				: 'content.post must be an object with a locale such as zh_cn.',
			documents.sendBotMessage,
		);
		return;
	}
	const { post } = content;
	if (!locales.some((locale) => locale in post)) {
		report.refuse('content.post must have a locale: zh_cn or en_us.');
		return;
	}
	for (const [locale, value] of Object.entries(post)) {
		const where = `content.post.${locale}`;
		if (!locales.includes(locale))
			report.note(`${where} is not a documented locale and was not checked.`);
		else if (!isObject(value)) report.refuse(`${where} must be an object.`);
		else checkLocale(value, where, report);
		if (locale === 'ja_jp')
			report.note('The locale ja_jp is not in the document; official clients read it.');
	}
}

function checkLocale(value: Fields, where: string, report: ContentReport): void {
	if (value.title !== undefined && typeof value.title !== 'string') {
		report.refuse(`${where}.title must be a string.`);
	}
	if (!Array.isArray(value.content) || value.content.length === 0) {
		report.refuse(`${where}.content must be an array of paragraphs.`);
		return;
	}
	value.content.forEach((paragraph: unknown, index) => {
		const path = `${where}.content[${index}]`;
		if (!Array.isArray(paragraph)) {
			report.refuse(`${path} must be an array of tags.`);
			return;
		}
		paragraph.forEach((node: unknown, position) => {
			checkNode(node, paragraph, `${path}[${position}]`, report);
		});
	});
}

function checkNode(
	node: unknown,
	paragraph: unknown[],
	where: string,
	report: ContentReport,
): void {
	if (!isObject(node) || typeof node.tag !== 'string') {
		report.refuse(`${where} must be an object with a tag.`);
		return;
	}
	const check = Object.hasOwn(tags, node.tag) ? tags[node.tag] : undefined;
	if (!check) {
		report.refuse(`${where} has the tag "${node.tag}", which a post does not have.`);
		return;
	}
	if (['img', 'media', 'md'].includes(node.tag) && paragraph.length > 1) {
		report.refuse(`${where}: the tag "${node.tag}" must be alone in its paragraph.`);
	}
	check(node, where, report);
	if (node.style !== undefined) checkStyle(node.style, where, report);
}

const tags: Record<string, (node: Fields, where: string, report: ContentReport) => void> = {
	text: ({ text }, where, report) => {
		if (typeof text !== 'string') report.refuse(`${where}.text must be a string.`);
	},
	a: ({ text, href }, where, report) => {
		if (typeof text !== 'string') report.refuse(`${where}.text must be a string.`);
		if (typeof href !== 'string' || !isLegalLink(href)) {
			report.refuseLink(
				`${where}.href is not a legal link, and the document says that the message then fails. The code is assumed; the sibling API for ticket messages has 154403 "Send message with bad url".`,
			);
		}
	},
	at: ({ user_id: userId }, where, report) => {
		const id = report.requireString(userId, `${where}.user_id`);
		if (id !== undefined) noteMention(id, report);
	},
	img: ({ image_key: imageKey }, where, report) =>
		report.requireImage(imageKey, `${where}.image_key`),
	media: ({ file_key: fileKey, image_key: imageKey }, where, report) => {
		report.requireString(fileKey, `${where}.file_key`);
		if (imageKey !== undefined) report.requireImage(imageKey, `${where}.image_key`);
		report.note('The video was not checked: this emulator has no file upload.');
	},
	emotion: ({ emoji_type: emojiType }, where, report) => {
		report.requireString(emojiType, `${where}.emoji_type`);
		report.note('Whether Helpdesk renders the emotion tag is not documented.');
	},
	hr: (_node, _where, report) =>
		report.note('Whether Helpdesk renders the hr tag is not documented.'),
	code_block: ({ text, language }, where, report) => {
		if (typeof text !== 'string') report.refuse(`${where}.text must be a string.`);
		const known = typeof language === 'string' && codeLanguages.includes(language.toUpperCase());
		if (language !== undefined && !known)
			report.note(`${where}.language is not a documented language.`);
		report.note('Whether Helpdesk renders the code_block tag is not documented.');
	},
	md: ({ text }, where, report) => {
		const markdown = report.requireString(text, `${where}.text`);
		if (markdown !== undefined) {
			noteMentions(markdown, report);
			checkMarkdownLinks(markdown, `${where}.text`, report);
			checkTables(markdown, `${where}.text`, report);
		}
		report.note('Whether Helpdesk renders the md tag is not documented.');
	},
};

function checkStyle(style: unknown, where: string, report: ContentReport): void {
	if (!Array.isArray(style)) {
		report.refuse(`${where}.style must be an array.`);
		return;
	}
	const ignored = style.filter((entry) => !styles.includes(entry as string));
	if (ignored.length > 0) report.note(`${where}.style: Feishu ignores ${JSON.stringify(ignored)}.`);
	if (ignored.length < style.length) {
		report.note('Whether Helpdesk renders "style" in a post is not documented.');
	}
}
