/** What the page says. */
export interface Words {
	readonly lang: string;
	readonly question: string;
	readonly yourAnswer: string;
	readonly confirm: string;
	readonly notYet: string;
	readonly until: (moment: string) => string;
	readonly writeHere: string;
	readonly send: string;
	readonly emptyText: string;
	readonly longText: (most: number) => string;
	readonly recorded: string;
	readonly mayClose: string;
	readonly closed: string;
	readonly closedWhy: string;
	readonly over: string;
	readonly overSince: (moment: string) => string;
	readonly badLink: string;
	readonly badLinkWhy: string;
	readonly forPeople: string;
	readonly forPeopleWhy: string;
}

const en: Words = {
	lang: 'en',
	question: 'Your answer is requested',
	yourAnswer: 'Your answer',
	confirm: 'Confirm',
	notYet: 'Nothing is sent until you confirm.',
	until: (moment) => `Open until ${moment}.`,
	writeHere: 'Your answer',
	send: 'Send',
	emptyText: 'Please write an answer first.',
	longText: (most) => `The answer is too long. At most ${most} characters are allowed.`,
	recorded: 'Thank you, your answer was recorded',
	mayClose: 'You can close this page.',
	closed: 'This question is closed',
	closedWhy: 'It was answered already, or is not open any more. Nothing was changed.',
	over: 'Time is up',
	overSince: (moment) => `Answers were accepted until ${moment}. Nothing was changed.`,
	badLink: 'This link is not valid',
	badLinkWhy:
		'It does not belong to an answer of this question. Please press the button in the chat again.',
	forPeople: 'Please open this link in a browser',
	forPeopleWhy: 'It leads to a question for a person.',
};

const zh: Words = {
	lang: 'zh-CN',
	question: '请您答复',
	yourAnswer: '您的答复',
	confirm: '确认',
	notYet: '确认之前不会提交任何内容。',
	until: (moment) => `截止时间：${moment}。`,
	writeHere: '您的答复',
	send: '提交',
	emptyText: '请先填写答复。',
	longText: (most) => `答复过长，最多 ${most} 个字符。`,
	recorded: '谢谢，您的答复已记录',
	mayClose: '可以关闭此页面了。',
	closed: '此问题已关闭',
	closedWhy: '已有人答复，或者不再接受答复。本次操作未作任何更改。',
	over: '已过截止时间',
	overSince: (moment) => `答复已于 ${moment} 截止。本次操作未作任何更改。`,
	badLink: '链接无效',
	badLinkWhy: '此链接与该问题的任何答复都不对应，请在聊天中重新点击按钮。',
	forPeople: '请在浏览器中打开此链接',
	forPeopleWhy: '这里有一个需要人工答复的问题。',
};

/**
 * By the browser's languages, the preferred one first. Whoever reads Traditional Chinese gets Simplified rather than English.
 * @param acceptLanguage of RFC 9110, e.g. `zh-CN,zh;q=0.9,en;q=0.8`
 */
export function wordsFor(acceptLanguage: string): Words {
	const wishes = acceptLanguage.split(',').map((wish) => {
		const [range = '', ...parameters] = wish.split(';').map((part) => part.trim().toLowerCase());
		const quality = Number(
			parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1,
		);
		return { language: range.split('-')[0], quality };
	});
	const known = wishes.filter(
		({ language, quality }) => (language === 'zh' || language === 'en') && quality > 0,
	);
	const best = known.sort((a, b) => b.quality - a.quality)[0];
	return best?.language === 'zh' ? zh : en;
}
