import { findJsonFault, type JsonFault } from './jsonFault';

type Parsed =
	| {
			readonly value: unknown;
			/** What stood around it, from the outside to the inside. */
			readonly around: readonly string[];
	  }
	| {
			/** undefined where the text is JSON that this process has no room for. */
			readonly fault: JsonFault | undefined;
			/** The text that is not JSON: the one that was given, or one that stood as a string inside it. */
			readonly text: string;
			readonly isInString: boolean;
	  };

/** How many times over JSON may stand in a string: once in the body of a request, and once more in a program. */
const MAX_WRAPS = 3;

/**
 * Parses JSON as it is copied from chats, documents, programs and answers of AI models. What cannot be part of JSON and means
 * nothing is passed over: a fence of ```, a byte order mark, blanks that JSON does not know. JSON that stands as text in a
 * string, or has a backslash before each quotation mark as in the body of a request, is read as what stands there.
 */
export function parseJson(source: string): Parsed {
	let text = source;
	const around: string[] = [];
	for (let wraps = 0; ; wraps++) {
		if (withoutFence(text) !== text) around.push('a code fence');
		const parsed = tryToParse(text) ?? tryToParse(withoutDecoration(text));
		const inner = parsed ? textOfJson(parsed.value) : withoutBackslashes(text);
		if (inner !== undefined && wraps < MAX_WRAPS) {
			around.push(parsed ? 'a string' : 'text with backslashes');
			text = inner;
		} else if (parsed) return { ...parsed, around };
		else {
			const plain = withoutDecoration(text);
			return { fault: findJsonFault(plain), text: plain, isInString: wraps > 0 };
		}
	}
}

function tryToParse(text: string): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return undefined;
	}
}

/** Every character that is passed over becomes a blank, so that lines and columns stay. */
function withoutDecoration(text: string): string {
	return withoutFence(text).replace(STRING_OR_BLANKS, (part) =>
		part.startsWith('"') ? part : ' '.repeat(part.length),
	);
}

/** The last string may be open. */
const STRING_OR_BLANKS =
	/"(?:[^"\\]|\\[^])*(?:"|\\?$)|[\u00a0\u200b-\u200d\u2000-\u200a\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]+/g;

function withoutFence(text: string): string {
	const start = text.length - text.trimStart().length;
	const end = text.trimEnd().length;
	const [opening, fence] = /^(`{3,9}|~{3,9})[\w+.-]*/.exec(text.slice(start, start + 40)) ?? [];
	if (opening === undefined || fence === undefined) return text;
	if (end - start < opening.length + fence.length || !text.endsWith(fence, end)) return text;
	return (
		text.slice(0, start) +
		' '.repeat(opening.length) +
		text.slice(start + opening.length, end - fence.length) +
		' '.repeat(fence.length) +
		text.slice(end)
	);
}

/** The text of a string that holds JSON. */
function textOfJson(value: unknown): string | undefined {
	return typeof value === 'string' && /^[\s\ufeff]*(?:[{["]|```|~~~)/.test(value)
		? value
		: undefined;
}

/** `{\"text\":\"a\"}`, as it stands in documents. What begins like that is never JSON itself. */
function withoutBackslashes(text: string): string | undefined {
	if (!/^(?:[\s{[]|\\[nrt])*\\+"/.test(text)) return undefined;
	const lines = text.replaceAll('\r', '\\r').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
	const parsed = tryToParse(`"${lines}"`);
	return parsed && String(parsed.value);
}
