import fc from 'fast-check';

import { readCall } from '../../../../../nodes/SendBotMessage/operations/sendAndWait/toolReview/readCall';

const parameters = { email: 'li@example.com', text: 'Hello' };
const real = { tool: 'Send_Bot_Message', parameters };
const copy = () => structuredClone(real);
const why = (...[record, others]: Parameters<typeof readCall>) => {
	const call = readCall(record, others);
	if (call.ok) return 'taken';
	// Each says what to do.
	expect(call.problem.hint).toMatch(/^.{30,}\.$/);
	return `${call.problem.field}: ${call.problem.message.split(': ')[1] ?? ''}`;
};

test('the call is the one on record, where the others say the same', () => {
	expect(readCall(real, [copy(), copy()])).toEqual({ ok: true, value: real });
	expect(readCall({ tool: 'Now' }, [{ tool: 'Now' }])).toEqual({
		ok: true,
		value: { tool: 'Now', parameters: {} },
	});
});

test.each([
	[
		'another name',
		{ tool: 'Look_Up_Weather' },
		'message: the model wrote the name of another tool over it',
	],
	['no name', { tool: undefined }, 'message: the model wrote the name of another tool over it'],
	[
		'a text for parameters',
		{ parameters: 'email: li@example.com' },
		'message: the model wrote other parameters over it',
	],
	[
		'the same parameters as a text',
		{ parameters: JSON.stringify(parameters) },
		'message: the model wrote other parameters over it',
	],
	[
		'other parameters',
		{ parameters: { ...parameters, text: 'harmless' } },
		'message: the model wrote other parameters over it',
	],
	[
		'more parameters',
		{ parameters: { ...parameters, more: 1 } },
		'message: the model wrote other parameters over it',
	],
	['no parameters', { parameters: undefined }, 'message: the model wrote other parameters over it'],
])('%s, in any place, is refused', (_name, change, refusal) => {
	expect(why(real, [{ ...real, ...change }, copy()])).toBe(refusal);
	expect(why(real, [copy(), { ...real, ...change }])).toBe(refusal);
});

test.each([
	['a text', 'as typed', 'its parameters are no object, and n8n hands those on in another shape'],
	['a list', ['a'], 'its parameters are no object, and n8n hands those on in another shape'],
	['null', null, 'its parameters are no object, and n8n hands those on in another shape'],
	// The input of the tool is { tool: …, ...parameters }.
	[
		'a tool',
		{ tool: 'Delete_File' },
		"it has a parameter 'tool', which n8n uses itself when it runs a tool",
	],
	[
		'a call ID',
		{ toolCallId: 'x' },
		"it has a parameter 'toolCallId', which n8n uses itself when it runs a tool",
	],
	// $fromAI reads json.query.text before json.text.
	[
		'an object query',
		{ text: 'harmless', query: { text: 'evil' } },
		"its parameter 'query' is an object, and n8n lets what is in it take the place of other parameters",
	],
	[
		'a list query',
		{ query: [1] },
		"its parameter 'query' is an object, and n8n lets what is in it take the place of other parameters",
	],
	[
		'a name that may not last',
		JSON.parse('{"a":[{"__proto__":{"b":1}}]}') as object,
		"a parameter has the name '__proto__', which n8n may not hand on",
	],
	['too many levels', JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as object, ''],
])(
	'parameters that the tool would not get as they are shown are refused: %s',
	(name, given, refusal) => {
		const value = name === 'too many levels' ? { deep: given } : given;
		const call = { tool: 'T', parameters: value };
		expect(why(call, [call])).toBe(
			`message: ${name === 'too many levels' ? 'its parameters are nested too deeply to be shown' : refusal}`,
		);
	},
);

test('without a record nothing is taken', () => {
	expect(why(undefined, [real, real])).toBe(
		'message: n8n has no record of this call, so what would run cannot be known',
	);
	expect(why({ parameters }, [real])).toBe('message: n8n does not say which tool would run');
	expect(why({ tool: '', parameters }, [real])).toBe(
		'message: n8n does not say which tool would run',
	);
});

test('a text query, and names within values, are parameters like any other', () => {
	for (const given of [
		{ query: 'weather' },
		{ query: null },
		{ a: { tool: 1, toolCallId: 2, query: {} } },
		{ text: '"__proto__":' },
	]) {
		expect(readCall({ tool: 'T', parameters: given }, [{ tool: 'T', parameters: given }])).toEqual({
			ok: true,
			value: { tool: 'T', parameters: given },
		});
	}
});

/**
 * What n8n makes of a model's arguments, told from its source: the review's input (createEngineRequests.js, requests-response.js),
 * `$tool` and `$fromAI` (`handleFromAi`), the record, and the tool's input (processHitlResponses.js), all of 2.41.1.
 */
function n8n(args: Record<string, unknown>, tool: string) {
	const { hitlParameters, ...rest } = args;
	const input: Record<string, unknown> = {
		...rest,
		tool,
		...(hitlParameters as object),
		toolParameters: args.toolParameters,
	};
	const own = (from: unknown, name: string): unknown =>
		typeof from === 'object' && from !== null && Object.hasOwn(from, name)
			? (from as Record<string, unknown>)[name]
			: undefined;
	const fromAi = (json: unknown, name: string) => own(own(json, 'query'), name) ?? own(json, name);
	const original = args.toolParameters;
	const toolInput =
		typeof original === 'object' ? { tool, ...original } : { tool, input: original };
	return {
		record: { tool, parameters: original },
		item: { tool: input.tool, parameters: input.toolParameters },
		inExpressions: { tool: fromAi(input, 'tool'), parameters: fromAi(input, 'toolParameters') },
		runs: { tool: own(toolInput, 'tool'), parameterOf: (name: string) => fromAi(toolInput, name) },
	};
}

test('whatever a model writes, a call that is taken is the one that runs', () => {
	const names = fc.constantFrom(
		'tool',
		'toolParameters',
		'query',
		'email',
		'toolCallId',
		'hitlParameters',
		'input',
	);
	const { value } = fc.letrec((tie) => ({
		value: fc.oneof(
			{ maxDepth: 4 },
			fc.constantFrom('T', 'Other', 'x', null, 1),
			fc.dictionary(names, tie('value'), { maxKeys: 3 }),
		),
	}));
	let taken = 0;
	fc.assert(
		fc.property(fc.dictionary(names, value, { noNullPrototype: true }), (args) => {
			const { record, item, inExpressions, runs } = n8n(args, 'T');
			const call = readCall(record, [item, inExpressions]);
			if (!call.ok) return;
			taken += 1;
			expect(runs.tool).toBe(call.value.tool);
			for (const name of ['email', 'query', 'input', 'toolParameters', 'hitlParameters'])
				expect(runs.parameterOf(name) ?? undefined).toEqual(
					call.value.parameters[name] ?? undefined,
				);
		}),
		{ numRuns: 5_000 },
	);
	expect(taken).toBeGreaterThan(0);
});
