/** A value of a content as text: JSON that somebody typed holds anything, even where text belongs. */
export function wordsOf(value: unknown): string {
	return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** How a preview shows what has no words of its own. */
export const shownMention = (id: unknown) => (id === 'all' ? '@everyone' : `@${wordsOf(id)}`);

export const shownPicture = (imageKey: unknown) => `[Picture: ${wordsOf(imageKey)}]`;

export const SHOWN_DIVIDER = '---';

/** `<at user_id="ou_1">Li Hua</at>` of a text, `<at id=ou_1></at>` of a card. */
export function showMentions(text: string): string {
	return text.replace(
		/<at (?:user_)?(?:id|ids|email)=["']?([^"'<>]+)["']?>([^<>]*)<\/at>/g,
		(_tag, id: string, name: string) => (name === '' ? shownMention(id) : `@${name}`),
	);
}
