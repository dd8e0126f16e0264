import type { Unsent } from '../delivery/deliver';
import type { Subject } from '../feishu/errorCodes';
import type { Problem } from '../result';

/** What reading for one item came to: rows for the output, or why there are none. */
export type ReadOutcome = { readonly kind: 'read'; readonly rows: readonly Row[] } | ReadFailure;

export type Row = Readonly<Record<string, unknown>>;

/** Reading changes nothing, so whatever became of it, it can be done again. */
export type ReadFailure =
	/** Refused here, before anything was asked. */
	| { readonly kind: 'invalid'; readonly problem: Problem }
	/** n8n could not compute the item's parameters. */
	| { readonly kind: 'unreadable'; readonly error: Error }
	| {
			readonly kind: 'notRead';
			readonly verdict: Unsent;
			/** What was asked for. */
			readonly subject: Subject;
			/** Set when it was not tried, because this item showed that none can succeed. */
			readonly shownByItem?: number;
	  };
