import Fastify from 'fastify';

import { demoPictures } from '../../emulator/pictures/demoPictures';

/** What the examples talk to besides Feishu. */
export interface Outside {
	readonly url: string;
	/** What the chart service was asked to draw. */
	readonly charts: unknown[];
	/** What the chat model was asked. */
	readonly questions: ModelQuestion[];
	close(): Promise<void>;
}

interface ModelQuestion {
	readonly messages: Array<{ role: string; content: unknown }>;
	readonly tools?: Array<{ function: ToolDescription }>;
}

interface ToolDescription {
	readonly name: string;
	readonly description: string;
	readonly parameters: { readonly properties: Record<string, unknown> };
}

/**
 * A server in the place of quickchart.io and of a chat model with OpenAI's API. The model wants the first tool called with
 * these arguments; when it sees the tool's answer, it is done. A tool behind a review step has them in `toolParameters`.
 * @param wish.review what the model adds for the review step, asked or not
 * @param wish.atOnce how many calls it makes at once
 * @param wish.rounds how often it does so
 */
export async function startOutside(
	toolArguments: unknown,
	{ review = {}, atOnce = 1, rounds = 1 } = {},
): Promise<Outside> {
	const charts: unknown[] = [];
	const questions: ModelQuestion[] = [];
	const app = Fastify({ logger: false, forceCloseConnections: true, bodyLimit: 1024 * 1024 });
	app.post('/chart', async (request, reply) => {
		charts.push(request.body);
		return await reply.type('image/png').send(demoPictures['img_v2_emulator-demo-chart']?.());
	});
	// https://platform.openai.com/docs/api-reference/chat/create
	app.post<{ Body: ModelQuestion }>('/v1/chat/completions', async ({ body }) => {
		questions.push(body);
		const answers = body.messages.filter(({ role }) => role === 'tool').length;
		const isAnswered = answers >= rounds;
		const { name, parameters } = body.tools?.[0]?.function ?? {};
		const isReviewed = 'toolParameters' in (parameters?.properties ?? {});
		const wanted = isReviewed
			? { toolParameters: toolArguments, hitlParameters: review }
			: toolArguments;
		const toolCalls = Array.from({ length: atOnce }, (_, index) => ({
			id: `call_${answers + index + 1}`,
			type: 'function',
			function: { name, arguments: JSON.stringify(wanted) },
		}));
		const message = isAnswered
			? { role: 'assistant', content: 'Done.' }
			: { role: 'assistant', content: null, tool_calls: toolCalls };
		return {
			id: 'chatcmpl-1',
			object: 'chat.completion',
			created: 0,
			model: 'test',
			choices: [{ index: 0, message, finish_reason: isAnswered ? 'stop' : 'tool_calls' }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	});
	const url = await app.listen({ host: '127.0.0.1', port: 0 });
	return { url, charts, questions, close: async () => await app.close() };
}
