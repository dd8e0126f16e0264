/** How a preview shows what has no words of its own. Names come from contents, so they may be anything. */
export const shownMention = (id: unknown) => (id === 'all' ? '@everyone' : `@${String(id)}`);

export const shownPicture = (imageKey: unknown) => `[Picture: ${String(imageKey)}]`;

export const SHOWN_DIVIDER = '---';

/** `<at user_id="ou_1">Li Hua</at>` of a text, `<at id=ou_1></at>` of a card. */
export function showMentions(text: string): string {
	return text.replace(
		/<at (?:user_)?(?:id|ids|email)=["']?([^"'<>]{1,200})["']?>([^<>]{0,200})<\/at>/g,
		(_tag, id: string, name: string) => (name === '' ? shownMention(id) : `@${name}`),
	);
}
