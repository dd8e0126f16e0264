import { jsonIn, namesIn, textIn } from '../../../../shared/parameters/plainValue';
import { isJsonObject } from '../../../../shared/parameters/readParameter';
import { problem, success, type Result } from '../../../../shared/result';
import { readLabel, type ResponseType } from './responseType';

const MIN = 2;
const MAX = 6;
const LABEL = 'Choices';
/** Blank ones included, which are left out. */
const MOST_ENTRIES = 100;

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
	const given = typeof value === 'string' ? jsonIn(value) : value;
	if (Array.isArray(given) && given.length > MOST_ENTRIES) return refuse(`more than ${MAX} values`);
	const lines = Array.isArray(given)
		? (given as unknown[]).filter((entry) => !isBlank(entry))
		: typeof given === 'string'
			? withoutBullets(linesOf(given))
			: [value];
	if (lines.length > MAX) return refuse(`more than ${MAX} values`);
	const labels: string[] = [];
	for (const line of lines) {
		if (typeof line === 'object' && textIn(line) === undefined)
			return problem(
				'choices',
				`'${LABEL}' has an object among its values`,
				`Pick the text of each, e.g. {{ $json.rooms.map((room) => room.name) }}.${isJsonObject(line) ? ` ${namesIn(line)}` : ''}`,
			);
		const label = readLabel({ choices: line }, 'choices', LABEL, '');
		if (!label.ok) return label;
		if (labels.includes(label.value))
			return problem(
				'choices',
				`'${LABEL}' has a value twice`,
				`It is ${JSON.stringify(label.value.slice(0, 80))}. Whoever answers could not tell one from the other.`,
			);
		labels.push(label.value);
	}
	if (labels.length >= MIN) return success(labels);
	return labels[0]?.includes('\\n')
		? refuse('\\n instead of a line break')
		: refuse(labels.length === 1 ? '1 value' : `${labels.length} values`);
}

function refuse(found: string): Result<never> {
	return problem(
		'choices',
		`'${LABEL}' has ${found}`,
		`Enter ${MIN} to ${MAX}, each on a line of its own.`,
	);
}

/** What stands in front of the entries of a list, if all have the same. */
function withoutBullets(lines: readonly string[]): readonly string[] {
	const bullet = /^\s*([-*•·])\s/.exec(lines[0] ?? '')?.[1];
	const trimmed = lines.map((line) => line.trimStart());
	return bullet !== undefined && trimmed.every((line) => line.startsWith(`${bullet} `))
		? trimmed.map((line) => line.slice(2))
		: lines;
}

function isBlank(entry: unknown): boolean {
	return (entry ?? '') === '' || (typeof entry === 'string' && entry.trim() === '');
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
