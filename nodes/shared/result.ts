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
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly problem: Problem };

export function success<T>(value: T): Result<T> {
	return { ok: true, value };
}

export function problem(field: string, message: string, hint: string): Result<never> {
	return { ok: false, problem: { field, message, hint } };
}
