import { documents } from '../documents';
import { type Fields, isObject } from '../gateway/parameters';
import type { ContentReport } from './contentReport';
import { checkMarkdownLinks, isLegalLink } from './links';
import { noteMention, unquoted } from './text';

/** A card: JSON 1.0, or a reference to a template. */
export function checkInteractive(content: Fields, report: ContentReport): void {
	if (content.type === 'template') checkTemplate(content, report);
	else if (content.type === 'card' || (isObject(content.data) && 'card_id' in content.data)) {
		report.refuse(
			'A card_id names a card entity, and every card entity is JSON 2.0, which Helpdesk does not accept. That the reference is refused is an assumption.',
			documents.sendBotMessage,
		);
	} else if (content.schema === '2.0' || ('body' in content && !('elements' in content))) {
		report.refuse(
			'This is a card of JSON 2.0 (schema "2.0", elements under body). The document says that Helpdesk only accepts JSON 1.0.',
			documents.sendBotMessage,
		);
	} else checkCard(content, report);
}

function checkTemplate({ data }: Fields, report: ContentReport): void {
	if (!isObject(data)) {
		report.refuse('content.data must be an object with a template_id.');
		return;
	}
	const id = report.requireString(data.template_id, 'content.data.template_id');
	if (id !== undefined && report.templates && !report.templates.includes(id)) {
		report.refuse(`There is no card template "${id}".`, documents.imMessage, {
			code: 230099,
			msg: `Failed to create card content, ext=ErrCode: 200380; ErrMsg: template does not exist, please confirm whether this template has been released; ErrorValue: templateID: ${id}`,
		});
	}
	const { template_version_name: version, template_variable: variables } = data;
	if (version !== undefined && typeof version !== 'string') {
		report.refuse('content.data.template_version_name must be a string.');
	}
	if (variables !== undefined && !isObject(variables)) {
		report.refuse('content.data.template_variable must be an object.');
	}
	report.note(
		'Whether Helpdesk accepts card templates is not documented. The emulator cannot tell whether the template is a JSON 2.0 card.',
	);
}

/** https://open.larkoffice.com/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-structure.md */
function checkCard(card: Fields, report: ContentReport): void {
	if (card.header !== undefined && !isObject(card.header)) {
		report.refuse('content.header must be an object.', documents.cardJson1);
	}
	const lists: Array<[string, unknown]> = [];
	if (card.elements !== undefined) lists.push(['content.elements', card.elements]);
	if (isObject(card.i18n_elements)) {
		for (const [locale, elements] of Object.entries(card.i18n_elements)) {
			lists.push([`content.i18n_elements.${locale}`, elements]);
		}
	}
	if (lists.length === 0) {
		report.refuseAsReported(
			'The card has neither elements nor i18n_elements (200621 of im/v1, "parse card json err").',
			documents.reports.cardWithoutElements,
		);
	} else if (lists.every(([, list]) => Array.isArray(list) && list.length === 0) && !card.header) {
		report.note('The card has neither header nor elements: it is legal but blank.');
	}
	for (const [where, elements] of lists) {
		if (Array.isArray(elements)) {
			elements.forEach((element: unknown, index) =>
				checkRoot(element, `${where}[${index}]`, report),
			);
		} else report.refuse(`${where} must be an array of components.`, documents.cardJson1);
	}
	walk(card, 'content', report);
}

const interactiveTags = [
	'button',
	'overflow',
	'date_picker',
	'picker_time',
	'picker_datetime',
	'select_static',
	'select_person',
];

function checkRoot(element: unknown, where: string, report: ContentReport): void {
	if (!isObject(element) || typeof element.tag !== 'string') {
		report.refuse(`${where} must be an object with a tag.`, documents.cardJson1);
	} else if (interactiveTags.includes(element.tag)) {
		report.refuse(
			`${where}: in JSON 1.0 a "${element.tag}" must be inside an "action".`,
			documents.cardJson1,
		);
	}
}

// What a component must have. Nothing else is checked: card JSON 1.0 ignores unknown attributes.
const components: Record<
	string,
	(component: Fields, where: string, report: ContentReport) => void
> = {
	markdown: ({ content }, where, report) => {
		report.requireString(content, `${where}.content`, documents.cardJson1);
	},
	img: ({ img_key: imageKey, alt }, where, report) => {
		report.requireImage(imageKey, `${where}.img_key`);
		if (!isObject(alt)) report.refuse(`${where}.alt must be an object.`, documents.cardJson1);
	},
	button: ({ text, url, value, behaviors }, where, report) => {
		if (!isObject(text)) report.refuse(`${where}.text must be an object.`, documents.cardJson1);
		if (typeof url === 'string' && url !== '' && !isLegalLink(url)) {
			report.note(`${where}.url is not a legal link. What happens then is not documented.`);
		}
		if (value !== undefined || behaviors !== undefined) {
			report.note(
				'Whether clicking a button in a Helpdesk card calls back to the app is not documented. Buttons with a link are safe.',
			);
		}
	},
	action: ({ actions }, where, report) => {
		if (!Array.isArray(actions))
			report.refuse(`${where}.actions must be an array.`, documents.cardJson1);
	},
	note: ({ elements }, where, report) => {
		if (!Array.isArray(elements))
			report.refuse(`${where}.elements must be an array.`, documents.cardJson1);
	},
	column_set: ({ columns }, where, report) => {
		if (!Array.isArray(columns))
			report.refuse(`${where}.columns must be an array.`, documents.cardJson1);
	},
};

/** What a button calls back with and what a chart draws holds anything; settings hold no components. */
const data = new Set(['value', 'chart_spec', 'config']);

function walk(value: unknown, where: string, report: ContentReport): void {
	if (typeof value === 'string') {
		checkMentions(value, where, report);
		checkPictures(value, where, report);
	} else if (Array.isArray(value)) {
		value.forEach((entry, index) => walk(entry, `${where}[${index}]`, report));
	} else if (isObject(value)) {
		if (typeof value.tag === 'string' && Object.hasOwn(components, value.tag)) {
			components[value.tag]?.(value, where, report);
		}
		if (
			(value.tag === 'markdown' || value.tag === 'lark_md') &&
			typeof value.content === 'string'
		) {
			checkMarkdownLinks(value.content, `${where}.content`, report);
		}
		for (const [key, entry] of Object.entries(value)) {
			if (!data.has(key)) walk(entry, `${where}.${key}`, report);
		}
	}
}

/** `![hover text](img_key)` in Markdown. */
function checkPictures(text: string, where: string, report: ContentReport): void {
	for (const [, imageKey] of text.matchAll(/!\[[^[\]]*\]\((img_[^()\s]*)\)/g))
		report.requireImage(imageKey, where);
}

/** Cards mention people as <at id=…>, <at ids=a,b> or <at email=…>; an unknown person fails the card (100290). */
function checkMentions(text: string, where: string, report: ContentReport): void {
	for (const [, name, attributes = ''] of text.matchAll(/<at\s+(ids?|email)\s*=([^<>]*)>/g)) {
		const [list = ''] = attributes.split(/\s(?=\w+=)/);
		if (name === 'email') {
			const email = unquoted(list);
			if (!report.mentionByEmail(email)) {
				report.refuseAsReported(
					`${where} mentions "${email}", an address of nobody in this tenant (100290 of im/v1).`,
					documents.reports.mentionByEmail,
				);
			}
			continue;
		}
		for (const id of unquoted(list)
			.split(',')
			.map((part) => part.trim())) {
			if (id === 'all') noteMention(id, report);
			else if (!report.mention(id)) {
				report.refuseAsReported(
					`${where} mentions "${id}", who does not exist in this tenant (100290 of im/v1).`,
					documents.reports.mentionByEmail,
				);
			}
		}
	}
	if (/<at\s+user_id\s*=/.test(text)) {
		report.note(
			'A card mentions a person with <at id=…>; <at user_id="…"> is the form for text messages.',
		);
	}
}
