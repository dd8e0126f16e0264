import type { JsonFault } from './jsonFault';

/** What to do about a fault in JSON, the most likely remedy first, and then what was found. */
export function explainJsonFault(fault: JsonFault, source: string): string {
	const { found, expected } = fault;
	const seen = found === undefined ? 'the text ends' : `there is ${JSON.stringify(found)}`;
	const what = `Expected ${expected}, but ${seen}.`;
	const remedy = remedyFor(fault, indexOf(fault, source), source);
	return remedy === undefined ? what : `${remedy} ${what}`;
}

function remedyFor(
	{ found, expected, nearString }: JsonFault,
	at: number,
	source: string,
): string | undefined {
	const behind = source.slice(at, at + 40);
	const before = source.slice(Math.max(0, at - 200), at).trimEnd();
	if (source.startsWith('[object ', at - 1))
		return 'An expression put an object in here: write it out with {{ JSON.stringify($json.labels) }}, without quotation marks around it.';
	if (before.endsWith('{') && behind.startsWith('{'))
		return 'Switch the field from Fixed to Expression: it has an expression in it, {{ … }}.';
	if (found !== undefined && "'‘’“”「」".includes(found))
		return 'Use straight double quotation marks only.';
	if (found !== undefined && Object.hasOwn(CHINESE, found))
		return `Type ${CHINESE[found]} with the English keyboard: this one is Chinese (full-width).`;
	if (/^\/[/*]/.test(behind) || (found === '#' && !nearString))
		return 'Remove the comment: JSON has none.';
	if (found === '\\' && !nearString)
		return 'Remove the backslashes: they belong to the program or the request that this was copied from.';
	if (/^&(?:quot|#34|lt|amp);/.test(behind))
		return 'Copy it again as text: its characters are escaped as in a web page.';
	if (expected.startsWith('a value') && /^(?:True|False|None)\b/.test(behind))
		return 'Write true, false and null in lower case, e.g. with json.dumps() in Python.';
	if (expected.startsWith('a value') && isEmptyExpression(before, behind))
		return 'Check the expression that stands here: it gave no value. With {{ JSON.stringify($json.text ?? "") }} an empty text takes its place.';
	if (expected.startsWith('a name') && /^[\w$]/.test(behind))
		return 'Put each name into straight double quotation marks, e.g. "elements":.';
	if (expected === 'the end') return 'Remove what stands behind the JSON.';
	if (found === undefined)
		return 'Copy it to its very end: a closing quotation mark or bracket is missing.';
	if (nearString)
		return 'If an expression puts text in here, write {{ JSON.stringify($json.text) }} without quotation marks around it: it escapes quotation marks and line breaks.';
	if (before === '' && found !== undefined) return 'Enter JSON alone, without text around it.';
	return found === '}' || found === ']'
		? 'Remove the comma before the closing bracket.'
		: undefined;
}

const CHINESE: Readonly<Record<string, string>> = {
	'：': 'the colon',
	'，': 'the comma',
	'、': 'the comma',
	'｛': 'the bracket',
	'｝': 'the bracket',
	'［': 'the bracket',
	'］': 'the bracket',
	'【': 'the bracket',
	'】': 'the bracket',
	'＂': 'the quotation mark',
};

/** Behind a colon, an opening bracket or a comma stands nothing, or the word for nothing. */
function isEmptyExpression(before: string, behind: string): boolean {
	if (/^(?:undefined|NaN|-?Infinity|Invalid Date)/.test(behind)) return true;
	return before.endsWith(':') && /^[,}\]]/.test(behind);
}

function indexOf({ line, column }: JsonFault, source: string): number {
	let start = 0;
	for (let left = line; left > 1; left--) start = source.indexOf('\n', start) + 1;
	return start + column - 1;
}
