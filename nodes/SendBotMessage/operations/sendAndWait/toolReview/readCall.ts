import { isJsonObject, type JsonObject } from '../../../../shared/parameters/readParameter';
import { problem, success, type Result } from '../../../../shared/result';

/** A call of a tool, as it will run. */
export interface Call {
	readonly tool: string;
	readonly parameters: JsonObject;
}

/** What one place in n8n says about the call. */
export interface Told {
	readonly tool?: unknown;
	readonly parameters?: unknown;
}

/**
 * What runs after an approval is in n8n's own record of the call: the tool, and `{ tool, ...parameters }` as its input
 * (processHitlResponses.js of n8n 2.41.1). The input item and `$tool` are made of the same, but the model can write over them
 * (createEngineRequests.js, `handleFromAi` in n8n-workflow). The call is read where all three say the same; any other is refused.
 * Pure; never throws.
 */
export function readCall(record: Told | undefined, others: readonly Told[]): Result<Call> {
	if (!record)
		return refuse(
			'n8n has no record of this call, so what would run cannot be known',
			'The review step works in n8n 2.41 with version 3 of the AI Agent node.',
		);
	const { tool, parameters = {} } = record;
	if (typeof tool !== 'string' || tool === '')
		return refuse(
			'n8n does not say which tool would run',
			'The review step works in n8n 2.41 with version 3 of the AI Agent node.',
		);
	if (!isJsonObject(parameters))
		return refuse(
			'its parameters are no object, and n8n hands those on in another shape',
			'Let the tool take named parameters.',
		);
	try {
		const written = JSON.stringify(parameters);
		for (const other of others) {
			if (other.tool !== tool)
				return refuse('the model wrote the name of another tool over it', OVERWRITTEN);
			if (JSON.stringify(other.parameters ?? {}) !== written)
				return refuse('the model wrote other parameters over it', OVERWRITTEN);
		}
		// Where an object is copied name by name, this one becomes what it inherits from.
		if (written.includes('"__proto__":'))
			return refuse("a parameter has the name '__proto__', which n8n may not hand on", RENAME);
	} catch {
		return refuse(
			'its parameters are nested too deeply to be shown',
			'Let the tool take fewer levels.',
		);
	}
	for (const name of ['tool', 'toolCallId']) {
		if (Object.hasOwn(parameters, name))
			return refuse(
				`it has a parameter '${name}', which n8n uses itself when it runs a tool`,
				RENAME,
			);
	}
	// A tool's $fromAI takes what it finds in there rather than the parameter of that name.
	if (
		Object.hasOwn(parameters, 'query') &&
		typeof parameters.query === 'object' &&
		parameters.query !== null
	) {
		return refuse(
			"its parameter 'query' is an object, and n8n lets what is in it take the place of other parameters",
			RENAME,
		);
	}
	return success({ tool, parameters });
}

const OVERWRITTEN =
	'A model does not do so by itself: look for instructions in the texts that it was given.';
const RENAME = 'If the tool needs this parameter, give it another name there.';

function refuse(why: string, hint: string): Result<never> {
	return problem('message', `The call cannot be shown in 'Message' as it would run: ${why}`, hint);
}
