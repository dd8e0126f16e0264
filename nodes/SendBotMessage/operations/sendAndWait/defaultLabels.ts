/** What the buttons say where nothing was entered for them. */
export interface DefaultLabels {
	readonly approve: string;
	readonly decline: string;
	readonly acknowledge: string;
	readonly respond: string;
}

const en: DefaultLabels = {
	approve: 'Approve',
	decline: 'Decline',
	acknowledge: 'Got it',
	respond: 'Respond',
};

const zh: DefaultLabels = {
	approve: '同意',
	decline: '拒绝',
	acknowledge: '知道了',
	respond: '答复',
};

/** In Chinese where the question holds Chinese characters; Japanese, which has such characters too, has kana beside them. */
export function defaultLabels(question: string): DefaultLabels {
	return /\p{Script=Han}/u.test(question) &&
		!/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(question)
		? zh
		: en;
}
