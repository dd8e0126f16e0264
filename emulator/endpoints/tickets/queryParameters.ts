import { parameter, parameters } from '../../gateway/parameters';
import type { Refusal } from '../../gateway/refusal';
import type { ReceivedRequest } from '../../inbox';

export type ParameterType = 'string' | 'int' | 'string[]' | 'int[]';

const MAX_PAGE_SIZE = 200;

/**
 * Whether a query has only documented parameters, of the documented types. Feishu may ignore what it does not know, and then
 * answer with everything: `status_list[0]=1` is such a mistake. Here it is refused.
 */
export function queryProblem(
	request: ReceivedRequest,
	documented: Record<string, ParameterType>,
	badRequest: (reason: string) => Refusal,
	assumed: (reason: string) => Refusal,
): Refusal | null {
	for (const name of Object.keys(request.query)) {
		const type = Object.hasOwn(documented, name) ? documented[name] : undefined;
		if (type === undefined) {
			const array = /^(\w+)\[/.exec(name)?.[1];
			return assumed(
				array && Object.hasOwn(documented, array)
					? `An array repeats its key (${array}=1&${array}=2), but here it is "${name}". Feishu may ignore that.`
					: `The document has no parameter "${name}". Feishu may ignore it.`,
			);
		}
		const values = parameters(request, name);
		if (!type.endsWith('[]') && values.length > 1) return assumed(`${name} is given twice.`);
		const wrong = values.find((value) => type.startsWith('int') && !/^-?\d{1,16}$/.test(value));
		if (wrong !== undefined) return badRequest(`${name} must be an integer, but is "${wrong}".`);
	}
	const { page, size } = pageOf(request);
	if (page < 1) return assumed('page starts at 1.');
	if (size < 1 || size > MAX_PAGE_SIZE)
		return badRequest(`page_size is at most ${MAX_PAGE_SIZE}, but is ${size}.`);
	return null;
}

export function pageOf(request: ReceivedRequest): { page: number; size: number } {
	return {
		page: Number(parameter(request, 'page') ?? 1),
		size: Number(parameter(request, 'page_size') ?? 20),
	};
}

/** A number of the query, or undefined if it is missing. */
export function numberOf(request: ReceivedRequest, name: string): number | undefined {
	const value = parameter(request, name);
	return value === undefined ? undefined : Number(value);
}
