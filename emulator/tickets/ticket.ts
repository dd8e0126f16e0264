/**
 * The status of a ticket, and its number in Feishu's answers.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket/list
 */
export const statusNumbers = {
	created: 1,
	processing: 2,
	queueing: 3,
	pending: 4,
	awaitingUser: 5,
	closedByBot: 50,
	closedByAgent: 51,
	closedByUser: 52,
} as const;
export type TicketStatus = keyof typeof statusNumbers;

/** Its number in Feishu's answers, there called `ticket_type`. */
export const stageNumbers = { bot: 1, human: 2 } as const;
export type TicketStage = keyof typeof stageNumbers;

/** People are named by their User ID, because an Open ID is only valid for one app. All times are Unix times in milliseconds. */
export interface Ticket {
	/** Up to 19 digits. */
	ticketId: string;
	helpdeskId: string;
	guest: string;
	stage: TicketStage;
	status: TicketStatus;
	createdAt: number;
	/** -1: never updated. */
	updatedAt: number;
	closedAt?: number;
	closedBy?: string;
	agents: string[];
	collaborators?: string[];
	/** 9: OpenAPI, 2: QR code, 14: shared, 13: search; others exist. */
	channel: number;
	solved?: boolean;
	/** 1: dissatisfied, 2: so-so, 3: satisfied. */
	score?: 1 | 2 | 3;
	dissatisfactionReason?: string;
	tags: string[];
	/** A remark of an agent. */
	comment?: string;
	/** Key name → value, for the fields in ticketFields.ts. */
	customizedFields?: Record<string, string>;
	/** When the first agent came, and when agents first and last answered. */
	agentEntryTime?: number;
	agentFirstResponseTime?: number;
	agentLastResponseTime?: number;
	/**
	 * Fields of the answer that differ from the document, by their names on the wire: real answers do. They replace the documented
	 * ones; null leaves one out.
	 */
	answer?: Record<string, unknown>;
}

/** What was said in a ticket. */
export interface TicketMessage {
	/** `om_…` */
	messageId: string;
	ticketId: string;
	at: number;
	from: 'guest' | 'agent' | 'bot';
	/** The User ID of the guest or the agent; null for the bot. */
	userId: string | null;
	msgType: 'text' | 'post';
	/** For a text, the text itself; for a post, its JSON. */
	content: string;
}

export function isClosed({ status }: Ticket): boolean {
	return statusNumbers[status] >= statusNumbers.closedByBot;
}
