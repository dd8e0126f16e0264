/** Something the user can mend: which field, what is wrong with it, and what to do. */
export interface Problem {
	/** Parameter or credential field name, as saved in the workflow, e.g. `postJson`. */
	readonly field: string;
	/** What is wrong, one sentence that names the field as the panel does, in single quotes. */
	readonly message: string;
	/** What to do about it. */
	readonly hint: string;
}

/** A value, or the reason why there is none. Failures stay values until the node's last line. */
export type Result<T> =
	| {
			readonly ok: true;
			readonly value: T;
			/** What was read otherwise than it was typed, where that may matter: whole sentences. */
			readonly notes?: readonly string[];
	  }
	| { readonly ok: false; readonly problem: Problem };

export function success<T>(value: T, notes: readonly string[] = []): Result<T> {
	return notes.length === 0 ? { ok: true, value } : { ok: true, value, notes };
}

export function problem(field: string, message: string, hint: string): Result<never> {
	return { ok: false, problem: { field, message, hint } };
}

/** What `next` makes of the value; a problem stays. */
export function andThen<T, U>(result: Result<T>, next: (value: T) => Result<U>): Result<U> {
	if (!result.ok) return result;
	const then = next(result.value);
	return then.ok ? success(then.value, notesOf([result, then])) : then;
}

/** Of several results, those of problems aside. */
export function notesOf(results: ReadonlyArray<Result<unknown>>): string[] {
	return results.flatMap((result) => (result.ok ? (result.notes ?? []) : []));
}

/** What came in from outside, to be taken apart; anything but an object is empty. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** What was thrown, as an error. */
export function toError(thrown: unknown): Error {
	return thrown instanceof Error ? thrown : new TypeError(String(thrown));
}

/** Every value by its name, or the first problem. */
export function all<Results extends Readonly<Record<string, Result<unknown>>>>(
	results: Results,
): Result<Values<Results>> {
	const entries: Array<[string, unknown]> = [];
	for (const [name, result] of Object.entries(results)) {
		if (!result.ok) return result;
		entries.push([name, result.value]);
	}
	return success(Object.fromEntries(entries) as Values<Results>, notesOf(Object.values(results)));
}

type Values<Results> = {
	readonly [Name in keyof Results]: Results[Name] extends Result<infer T> ? T : never;
};

/** The same result; a problem is that of another field. The panel marks a list or a collection as a whole. */
export function inField<T>(result: Result<T>, field: string): Result<T> {
	return result.ok ? result : problem(field, result.problem.message, result.problem.hint);
}
