/** A request to Feishu, without server and credentials. */
export interface FeishuRequest<Body = Readonly<Record<string, unknown>> | undefined> {
	readonly method: 'GET' | 'POST';
	readonly path: string;
	/** A list travels as its name, repeated for each value. */
	readonly query: Readonly<Record<string, string | readonly string[]>>;
	/** Travels as JSON; a GET has none. */
	readonly body: Body;
	/** Travels as multipart/form-data together with the body's fields. */
	readonly file?: { readonly field: string; readonly content: File };
	/** More than this is no answer to it; absent: see answerBody.ts. */
	readonly mostAnswerBytes?: number;
}

/** The body of a message, whoever it goes to. */
export interface MessageBody {
	readonly msg_type: string;
	/** JSON in a string. */
	readonly content: string;
	readonly [field: string]: string;
}
