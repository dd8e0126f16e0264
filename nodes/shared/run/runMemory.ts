import {
	isFinal,
	isUnclear,
	type ItemOutcome,
	type Message,
	type Outcome,
	type Planned,
} from './outcome';

/** What an item's messages came to, by receiver as the panel has it; undefined while it may still be sent. */
type Known = Map<string, { readonly receiverId: string; readonly result: ItemOutcome } | undefined>;

/** Outcomes of messages that may have arrived, by what they say and to whom. */
export type UnclearCalls = Map<string, Outcome>;

/**
 * What one run of the node knows of the tries before it (docs/decisions/0004-remembered-outcomes.md). It is asked before
 * anything else, so that nothing that fails at a retry can cover what became of a message before.
 */
export class RunMemory {
	/** Moment of the clock until which messages may wait: one for all tries. Unset until the first one has begun. */
	deadlineMs?: number;
	/** Open IDs by address: who was found stays found. */
	readonly foundIds = new Map<string, string>();
	private readonly items = new Map<number, Known>();

	/**
	 * @param unclearCalls set for a tool of an AI agent: a repeat there cannot be told from the retry of a call, which comes
	 * under another name, so what may have arrived is not sent again
	 */
	constructor(private readonly unclearCalls?: UnclearCalls) {}

	/** What is to be sent for an item, and what is known of it. Only where something is still to be sent, it is prepared. */
	plan(item: number, prepare: () => Planned[]): Planned[] {
		const known = this.items.get(item);
		if (!known) return this.expect(item, prepare());
		const settled = [...known.values()].flatMap((entry) => entry?.result ?? []);
		if (settled.length === known.size) return settled;
		const fresh = prepare().filter(
			(entry) => 'outcome' in entry || known.get(entry.receiver) === undefined,
		);
		return [...settled, ...this.expect(item, fresh)];
	}

	/** True when the item's message to this person is settled, under this spelling of the receiver or another. */
	isSettled(message: Message): boolean {
		return this.settledOf(message) !== undefined;
	}

	/** The outcome of a message that is not to be sent again. */
	recall(message: Message): Outcome | undefined {
		const settled = this.settledOf(message);
		if (settled) return settled.outcome;
		return message.prepared.options.resendUnknown
			? undefined
			: this.unclearCalls?.get(callOf(message));
	}

	remember(message: Message, outcome: Outcome): void {
		const { item, receiver, recipient, prepared } = message;
		if (isUnclear(outcome)) this.unclearCalls?.set(callOf(message), outcome);
		if (!isFinal(outcome)) return;
		const result = {
			item,
			outcome,
			hasKey: prepared.options.deduplicationKey !== '',
			isRemembered: true,
		} as const;
		this.knownOf(item).set(receiver, { receiverId: recipient.receiverId, result });
	}

	/** All receivers of an item are noted before one is sent to, so that a retry knows who is missing. */
	private expect(item: number, planned: Planned[]): Planned[] {
		for (const entry of planned) {
			if ('outcome' in entry) continue;
			const known = this.knownOf(item);
			if (!known.has(entry.receiver)) known.set(entry.receiver, undefined);
		}
		return planned;
	}

	private settledOf({ item, receiver, recipient }: Message): ItemOutcome | undefined {
		const known = this.items.get(item);
		const same =
			known?.get(receiver) ??
			[...(known?.values() ?? [])].find((entry) => entry?.receiverId === recipient.receiverId);
		return same?.result;
	}

	private knownOf(item: number): Known {
		const known = this.items.get(item) ?? (new Map() as Known);
		this.items.set(item, known);
		return known;
	}
}

/**
 * The person and the content; pictures by the names of their fields. Not the place: the same words reach the same person in the
 * group and in the private chat.
 */
function callOf({ prepared, recipient, idOf }: Message): string {
	const { receiverIdType, receiverId } = recipient;
	const { body } = prepared.requestTo(recipient, (binaryField) => binaryField, idOf);
	return JSON.stringify([receiverIdType, receiverId, body.msg_type, body.content]);
}
