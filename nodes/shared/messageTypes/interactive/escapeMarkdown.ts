/**
 * Shows text as it is where a card expects Markdown. Feishu wants HTML escapes for it, `&#number;`. Its table has > < ~ -
 * ! * / \ [ ] ( ) # : + " ' ` $ _ and calls that the common ones:
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/content-components/rich-text
 * (特殊字符转义说明); the same table for the Markdown of fields, `lark_md`:
 * https://open.feishu.cn/document/ukTMukTMukTM/uADOwUjLwgDM14CM4ATN
 * By the general rule there, and not from the table: & begins an escape, a full stop after a number at the start of a
 * line makes a list, and ~ is written &#126; because the table's &sim; is another character (∼).
 */
export function escapeMarkdown(text: string): string {
	return text
		.replace(/[&<>~\-!*/\\[\]()#:+"'`$_]/g, (character) => `&#${character.charCodeAt(0)};`)
		.replace(/^( *\d+)\./gm, (start, number: string, at: number, all: string) =>
			all.charAt(at + start.length).trim() === '' ? `${number}&#46;` : start,
		);
}
