import type { AddressType } from '../feishu/findUsers';
import type { Recipient } from '../feishu/sendMessage';

/** Why a text is no ID of a type: what it is, behind the name of the field, and what to do. */
export interface Fault {
	readonly what: string;
	readonly remedy: string;
}

/** A kind of ID by which people are known. Shared code never asks which one it has in hand. */
export interface IdType {
	/** Saved in the workflow, as the mode of the resource locator. */
	readonly mode: string;
	/**
	 * The mode as the panel names it, short: n8n's box for it cuts off what is longer than "From list". For `list` and `id` n8n
	 * has words of its own, whatever the node says (2.41.1).
	 */
	readonly label: string;
	/** The ID in a sentence. */
	readonly noun: string;
	readonly hint: string;
	readonly example: string;
	/** What Feishu takes in its place. */
	readonly wireType: Recipient['receiverIdType'];
	/** Names under which tables and other services have it, in small letters and without _ and blanks. */
	readonly properties: readonly string[];
	/** What every ID of this type begins with, and no other ID does. */
	readonly prefix?: string;
	/** The IDs in one entry of a list, cleaned; or what is wrong with it. */
	read(entry: string): string[] | Fault;
}

/** An address is looked up first, and replaced by the Open ID that is found for it. */
export interface Address extends IdType {
	readonly mode: AddressType;
	/** Why somebody who exists may not be found. */
	readonly notFoundBecause: string;
}

export function quote(text: string): string {
	return `It is ${JSON.stringify(text.slice(0, 80))}.`;
}
