import { problem, success, type Result } from '../../../../shared/result';
import { readLabel, type ResponseType } from './responseType';

const MIN = 2;
const MAX = 6;
const LABEL = 'Choices';

export const choice: ResponseType = {
	value: 'choice',
	label: 'Choice',
	description: `One of ${MIN} to ${MAX} values`,
	fields: [
		{
			displayName: LABEL,
			name: 'choices',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Monday 10:00\nTuesday 14:00',
			description: `${MIN} to ${MAX} values, each on a line of its own, or a list from an expression. Each becomes a button.`,
		},
	],
	answersOf({ choices }) {
		const labels = readLabels(choices);
		if (!labels.ok) return labels;
		// All alike: none of them is the one to press.
		return success(
			labels.value.map((label) => ({
				// The words themselves: where a retry has other choices, a button of the first try never stands for another one.
				key: label,
				label,
				style: 'default',
				data: { choice: label },
			})),
		);
	},
};

function readLabels(value: unknown): Result<readonly string[]> {
	const lines = Array.isArray(value)
		? (value as unknown[])
		: typeof value === 'string'
			? linesOf(value)
			: [value];
	if (lines.length > MAX) return refuse(`more than ${MAX} values`);
	const labels: string[] = [];
	for (const line of lines) {
		const label = readLabel({ choices: line ?? '' }, 'choices', LABEL, '');
		if (!label.ok) return label;
		if (labels.includes(label.value))
			return problem(
				'choices',
				`'${LABEL}' has a value twice`,
				`It is ${JSON.stringify(label.value.slice(0, 80))}. Whoever answers could not tell one from the other.`,
			);
		labels.push(label.value);
	}
	return labels.length < MIN
		? refuse(labels.length === 1 ? '1 value' : `${labels.length} values`)
		: success(labels);
}

function refuse(found: string): Result<never> {
	return problem(
		'choices',
		`'${LABEL}' has ${found}`,
		`Enter ${MIN} to ${MAX}, each on a line of its own.`,
	);
}

/** What is not blank, and no more than it takes to tell that there are too many. */
function linesOf(text: string): string[] {
	const lines: string[] = [];
	for (const [line] of text.matchAll(/[^\r\n]+/g)) {
		if (line.trim() !== '') lines.push(line);
		if (lines.length > MAX) break;
	}
	return lines;
}
