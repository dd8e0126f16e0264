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
	readonly tools?: Array<{ function: { name: string; description: string; parameters: { properties: Record<string, unknown> } } }>;
}

/**
 * A server in the place of quickchart.io and of a chat model with OpenAI's API. The model wants the first tool called with
 * these arguments; when it sees the tool's answer, it is done.
 */
export async function startOutside(toolArguments: object): Promise<Outside> {
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
		const isAnswered = body.messages.at(-1)?.role === 'tool';
		const call = { id: 'call_1', type: 'function', function: { name: body.tools?.[0]?.function.name, arguments: JSON.stringify(toolArguments) } };
		const message = isAnswered ? { role: 'assistant', content: 'Done.' } : { role: 'assistant', content: null, tool_calls: [call] };
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
