/**
 * A question as it was sent: all that the page behind its links needs. It is kept with the execution as JSON, so that the
 * page shows what was sent even where an expression would give something else by now.
 */
export interface Question {
	/** Which run of the node asked it; part of each link, so that in a loop no older link answers a newer question. */
	readonly run: number;
	readonly title: string;
	/** Markdown. */
	readonly message: string;
	readonly note: string;
	readonly answers: readonly Answer[];
	/** Until when it can be answered, ISO 8601; absent: no limit. */
	readonly until?: string;
}

/** One button of a question. */
export interface Answer {
	/** Names the answer in the link. */
	readonly key: string;
	readonly label: string;
	readonly style: ButtonStyle;
	/** What comes out of the node in `data`, besides the moment. */
	readonly data: Readonly<Record<string, string | boolean>>;
	/** True when the answer is a text that is written on the page. */
	readonly asksForText?: true;
}

export type ButtonStyle = 'primary' | 'default' | 'danger';
