import { documents } from '../documents';
import type { ReceivedRequest } from '../inbox';
import type { UserIdType } from '../world';
import type { Refusal } from './refusal';

export type Fields = Record<string, unknown>;

const MAX_DEPTH = 100;

/** The value, or undefined if the text is not JSON or is nested too deeply. */
export function parseJson(text: string): unknown {
	if (depthOf(text) > MAX_DEPTH) return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** How deep brackets nest outside strings. Code that walks the value later can then recurse safely. */
function depthOf(json: string): number {
	let depth = 0;
	let deepest = 0;
	let inString = false;
	for (let at = 0; at < json.length; at += 1) {
		const character = json[at];
		if (inString && character === '\\') at += 1;
		else if (character === '"') inString = !inString;
		else if (inString) continue;
		else if (character === '[' || character === '{') deepest = Math.max(deepest, (depth += 1));
		else if (character === ']' || character === '}') depth -= 1;
	}
	return deepest;
}

export function isObject(value: unknown): value is Fields {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The body as an object. The documents fix the Content-Type; the official SDK leaves the charset out. */
export function jsonBody({ headers, body, rawBody, notUtf8 }: ReceivedRequest): Fields | Refusal {
	const type = /^application\/json\s*(?:;\s*charset\s*=\s*"?([\w-]+)"?\s*)?$/i.exec(
		headers['content-type'] ?? '',
	);
	if (!type || !/^utf-?8$/i.test(type[1] ?? 'utf-8')) {
		return badRequest(
			`The Content-Type is "${headers['content-type'] ?? ''}"; the document requires "application/json; charset=utf-8". That Feishu insists on it is an assumption.`,
		);
	}
	const encoding = headers['content-encoding'] ?? 'identity';
	if (encoding !== 'identity') {
		return badRequest(
			`The Content-Encoding is "${encoding}"; the documents know no compressed requests. That Feishu refuses them is an assumption.`,
		);
	}
	if (notUtf8) return notJson('The request body is not UTF-8.');
	if (rawBody === null || parseJson(rawBody) === undefined)
		return notJson('The request body is not JSON.');
	return isObject(body) ? body : badRequest('The request body is not a JSON object.');
}

/** As the table of codes and a report have it; the report goes on with the words of a parser. */
function notJson(reason: string): Refusal {
	return {
		...badRequest(reason),
		code: 99991300,
		msg: 'invalid request body: not json',
		known: 'observed',
		source: documents.reports.notJson,
	};
}

function badRequest(reason: string): Refusal {
	return {
		status: 400,
		code: 9499,
		msg: 'Bad Request',
		error: {},
		reason,
		known: 'assumed',
		source: documents.errorCodes,
	};
}

type FieldType = 'string' | 'boolean' | 'string[]';

/** Existing fields must have the right JSON type: the gateway checks this before anything else. */
export function wronglyTyped(body: Fields, types: Record<string, FieldType>): Refusal | null {
	for (const [field, type] of Object.entries(types)) {
		const value = body[field];
		if (value === undefined || value === null || hasType(value, type)) continue;
		return {
			status: 400,
			code: 9499,
			msg: `Invalid parameter type in json: ${field}. Invalid parameter value: ${JSON.stringify(value)}. Please check and modify accordingly.`,
			error: {},
			reason: `"${field}" must be a ${type}${field === 'content' ? ' that holds JSON' : ''}, but is ${Array.isArray(value) ? 'an array' : `of type ${typeof value}`}.`,
			known: 'observed',
			source: documents.publicReports,
		};
	}
	return null;
}

function hasType(value: unknown, type: FieldType): boolean {
	if (type !== 'string[]') return typeof value === type;
	return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

export interface FieldViolation {
	field: string;
	value?: string;
	description: string;
}

/** 99992402 with its list of fields, as seen on other APIs behind the same gateway. */
export function fieldViolations(violations: FieldViolation[]): Refusal {
	return {
		status: 400,
		code: 99992402,
		msg: 'field validation failed',
		error: { field_violations: violations },
		reason: violations.map(({ description }) => `${description}.`).join(' '),
		known: 'observed',
		source: documents.publicReports,
	};
}

/** Required fields that are missing or empty. */
export function missingFields(body: Fields, required: string[]): Refusal | null {
	const missing = required.filter(
		(field) => body[field] === undefined || body[field] === null || body[field] === '',
	);
	if (missing.length === 0) return null;
	return fieldViolations(missing.map((field) => ({ field, description: `${field} is required` })));
}

/** A query parameter; the last one if its key is repeated. */
export function parameter(request: ReceivedRequest, name: string): string | undefined {
	return parameters(request, name).at(-1);
}

/** A query parameter that is an array: its key is repeated. */
export function parameters({ query }: ReceivedRequest, name: string): string[] {
	const { [name]: value = [] } = query;
	return Array.isArray(value) ? value : [value];
}

/** The query parameter `user_id_type`, `open_id` if it is missing. */
export function userIdTypeOf(request: ReceivedRequest): UserIdType | Refusal {
	const type = parameter(request, 'user_id_type');
	if (type === undefined || type === '') return 'open_id';
	if (type === 'open_id' || type === 'union_id' || type === 'user_id') return type;
	return fieldViolations([
		{
			field: 'user_id_type',
			value: type,
			description: 'user_id_type is optional, options: [open_id,union_id,user_id]',
		},
	]);
}
