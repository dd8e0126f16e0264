import { ticketStatuses } from '../../../shared/feishu/ticketWords';
import { problem, success, type Result } from '../../../shared/result';
import type { Parameters } from '../../../shared/parameters/readParameter';

export const statusOptions = ticketStatuses.map(({ value, label, isOpen }) => ({
	name: label,
	value,
	isOpen,
}));

/** Feishu's numbers for the statuses that are chosen. */
export function readStatuses(
	parameters: Parameters,
	field: string,
	label: string,
): Result<readonly number[]> {
	const chosen = parameters[field] ?? [];
	const numbers: number[] = [];
	for (const value of Array.isArray(chosen) ? (chosen as unknown[]) : [chosen]) {
		const status = ticketStatuses.find((known) => known.value === value);
		if (!status)
			return problem(
				field,
				`'${label}' has a status that does not exist`,
				`Choose among ${ticketStatuses.map((known) => known.value).join(', ')}.`,
			);
		numbers.push(status.wire);
	}
	return success(numbers);
}
