import { escapeMarkdown } from '../../../../shared/messageTypes/interactive/escapeMarkdown';
import { savedOf, writeMarkdown } from '../../../../shared/messageTypes/interactive/readMarkdown';
import {
	isJsonObject,
	optionsOf,
	readRequiredText,
	type Parameters,
} from '../../../../shared/parameters/readParameter';
import { piecesOf } from '../../../../shared/parameters/savedText';
import { problem, success, type Result } from '../../../../shared/result';
import { drawParameters } from './drawCall';
import { modelWrites } from './modelWrites';
import type { Call } from './readCall';
import { visible, visibleLines } from './visible';

/** The parameters of the step: with expressions resolved, and as they are saved. */
export interface Step {
	readonly parameters: Parameters;
	readonly saved: Parameters;
	/** Their names in the panel. */
	readonly labels: Readonly<Record<string, string>>;
	/** Resolves an expression, without its = */
	evaluate(expression: string): unknown;
}

/** Only these may hold what the model wrote; it is shown beside the call. */
const TEXTS = ['message', 'cardTitle'];
const TEXT_OPTIONS = ['cardSubtitle', 'note'];

/** The parameters of the question about a call of a tool. Pure; throws what `evaluate` does. */
export function questionAbout(call: Call, step: Step): Result<Parameters> {
	const { parameters, saved } = step;
	const decidedByModel = Object.keys(saved).find(
		(name) => !TEXTS.includes(name) && modelWrites(withoutText(saved[name])),
	);
	if (decidedByModel !== undefined)
		return refuse(decidedByModel, step.labels[decidedByModel] ?? decidedByModel);
	const asSaved = savedOf({ ...parameters, saved });
	if (!asSaved.ok) return asSaved;
	const message = messageAbout(call, step, asSaved.value === undefined);
	if (!message.ok) return message;
	const options = optionsOf(parameters);
	const shown = (name: string, values: Parameters, from: unknown) =>
		typeof values[name] === 'string' && isJsonObject(from) && isFilled(from[name])
			? { [name]: visible(values[name]) }
			: {};
	return success({
		...parameters,
		...shown('cardTitle', parameters, saved),
		options: Object.assign(
			{ ...options },
			...TEXT_OPTIONS.map((name) => shown(name, options, saved.options)),
		) as Parameters,
		// It is Markdown now, and nothing in it is data any more.
		message: message.value,
		saved: undefined,
	});
}

/** True when the model writes in one of the texts around the call, n8n's own text aside. */
export function modelWritesText(saved: Parameters): boolean {
	const options = optionsOf(saved);
	return [
		withStandIns(saved.message),
		saved.cardTitle,
		...TEXT_OPTIONS.map((name) => options[name]),
	].some(modelWrites);
}

/**
 * The message, with the call drawn in it. n8n resolves `$tool` to a sentence with an object in it, and to what the model wrote
 * over it: the call is drawn in its place. Where the message does not name the whole call, or an expression fills it with text
 * of others, it begins with the call, so that nothing before it can pass for one.
 */
function messageAbout(
	call: Call,
	{ parameters, saved, evaluate }: Step,
	readsMarkdown: boolean,
): Result<string> {
	const drawn: Readonly<Record<string, string>> = {
		name: escapeMarkdown(visible(call.tool)),
		parameters: escapeMarkdown(drawParameters(call.parameters)),
	};
	const template = withStandIns(saved.message);
	const text = readRequiredText(
		{ message: isExpression(template) ? evaluate(template.slice(1)) : parameters.message },
		'message',
		'Message',
	);
	if (!text.ok) return text;
	const missing = Object.keys(drawn).filter(
		(part) => isFilled(template) || !text.value.includes(standIn(part)),
	);
	const pieces = piecesOf(text.value, template);
	const markdown = readsMarkdown
		? pieces.map((piece) => (piece.isData ? visibleLines(piece.text) : piece.text)).join('')
		: writeMarkdown(pieces, visibleLines);
	const filled = markdown.replace(STAND_INS, (_, part: string) => drawn[part] ?? '');
	return success(
		[...missing.map((part) => drawn[part]), ...(missing.length > 0 ? [''] : []), filled].join('\n'),
	);
}

function isExpression(parameter: unknown): parameter is string {
	return typeof parameter === 'string' && parameter.startsWith('=');
}

/** True when there is more in a text than what somebody typed into the panel. */
function isFilled(parameter: unknown): boolean {
	return isExpression(parameter) && parameter.includes('{{');
}

const standIn = (part: string) => `⟦tool.${part}⟧`;
const STAND_INS = /⟦tool\.(name|parameters)⟧/g;

function withStandIns(message: unknown): unknown {
	return isExpression(message)
		? message.replace(/\{\{\s*\$tool\.(name|parameters)\s*\}\}/g, (_, part: string) =>
				standIn(part),
			)
		: message;
}

function withoutText(parameter: unknown): unknown {
	return isJsonObject(parameter)
		? Object.fromEntries(Object.entries(parameter).filter(([name]) => !TEXT_OPTIONS.includes(name)))
		: parameter;
}

function refuse(field: string, label: string): Result<never> {
	return problem(
		field,
		`'${label}' depends on what the model writes, so the model could decide who reviews its call, and how`,
		"In a review step the model writes $json, $input, $tool and $fromAI. Enter a fixed value, or take it from the node it comes from, e.g. {{ $('Form').first().json.manager }}.",
	);
}
