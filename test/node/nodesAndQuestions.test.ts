/** Two nodes of one execution, and questions. */
import type { INode, INodeParameters, IRun } from 'n8n-workflow';

import type { WorkflowJson } from '../support/n8nEngine/engine';
import { requestsTo, type Bench } from './setup';
import { ONE_PIXEL, RETRY, asking, people, reached, sending, start } from './sending';

let bench: Bench;
beforeEach(async () => {
	bench = await start();
});

const textsSent = () =>
	bench.emulator.inbox.messages.map(({ content }) => (content as { text: string }).text).sort();

/** The workflow with one more node like its own, fed with the same items. */
function twice(
	workflow: WorkflowJson,
	parameters: INodeParameters,
	settings: Partial<INode> = {},
): WorkflowJson {
	const [trigger, first] = workflow.nodes;
	if (!trigger || !first) throw new TypeError('The workflow has no nodes');
	const connections: WorkflowJson['connections'] = {
		Trigger: { main: [[first.name, 'Again'].map((node) => ({ node, type: 'main', index: 0 }))] },
	};
	return {
		...workflow,
		nodes: [
			trigger,
			first,
			{
				...first,
				id: '3',
				name: 'Again',
				...settings,
				parameters: { ...first.parameters, ...parameters },
			},
		],
		connections,
	};
}

describe('two nodes of one execution', () => {
	test('send what each has to send', async () => {
		await bench.engine.run(twice(sending(people(1)), { text: 'y' }), bench.credential());
		expect(textsSent()).toEqual(['x', 'y']);
	});

	test('with one ID too', async () => {
		await bench.engine.run(
			twice(sending(people(1)), { text: 'y' }, { id: '2' }),
			bench.credential(),
		);
		expect(textsSent()).toEqual(['x', 'y']);
	});

	test('upload a picture for each app that sends it', async () => {
		const other = await start();
		const image = { messageType: 'image', imageSource: 'binary', imageBinaryField: 'data' };
		const workflow = withPicture(sending(people(1), {}, {}, image));
		await bench.engine.run(
			twice(workflow, {}, { credentials: { feishuHelpdeskApi: { id: 'other', name: 'Other' } } }),
			{ ...bench.credential(), other: { ...other.credential().credential } },
		);
		const uploads = [bench, other].map(
			({ emulator }) => requestsTo(emulator, '/open-apis/im/v1/images').length,
		);
		expect([uploads, reached(bench), reached(other)]).toEqual([[1, 1], ['ou_0'], ['ou_0']]);
	});
});

/** The items get the file `week.png` in the field `data`. */
function withPicture(workflow: WorkflowJson): WorkflowJson {
	const binary = { data: { data: ONE_PIXEL, mimeType: 'image/png', fileName: 'week.png' } };
	return {
		...workflow,
		pinData: { Trigger: (workflow.pinData?.Trigger ?? []).map((item) => ({ ...item, binary })) },
	};
}

describe('Send and Wait for Response', () => {
	/** Words by the answer that a link stands for, as the question keeps them. */
	function wordsKept(run: IRun): Record<string, string> {
		const context = run.data.executionData?.contextData['node:Send'] as
			{ feishuHelpdeskQuestion?: string } | undefined;
		const { answers } = JSON.parse(context?.feishuHelpdeskQuestion ?? '{"answers":[]}') as {
			answers: Array<{ key: string; label: string }>;
		};
		return Object.fromEntries(answers.map(({ key, label }) => [key, label]));
	}

	/** Words on the buttons of each card that was sent, and what is kept of the answer behind each. */
	function buttonsSent(
		kept: Record<string, string>,
	): Array<[shown: string, kept: string | undefined]> {
		return bench.emulator.inbox.messages.flatMap(({ content }) => {
			const { elements } = content as {
				elements: Array<{ actions?: Array<{ text: { content: string }; url: string }> }>;
			};
			return elements
				.flatMap(({ actions = [] }) => actions)
				.map(({ text, url }): [string, string | undefined] => [
					text.content,
					kept[new URL(url).searchParams.get('answer') ?? ''],
				]);
		});
	}

	const choice = { responseType: 'choice', choices: 'Mon\nTue' };

	test('a button stands for its words', async () => {
		const run = await bench.engine.run(asking('ou_1', choice), bench.credential());
		expect([run.status, buttonsSent(wordsKept(run))]).toEqual([
			'waiting',
			[
				['Mon', 'Mon'],
				['Tue', 'Tue'],
			],
		]);
	});

	test('a button stands for its words, or for nothing, also after a retry with other choices', async () => {
		bench.emulator.faults.add({
			on: 'message',
			kind: 'rateLimited',
			status: 429,
			reset: '1',
			skip: 1,
		});
		const workflow = asking(
			'ou_1, ou_2',
			{ ...choice, options: { maxWait: 0, concurrency: 1 } },
			{ ...RETRY, maxTries: 3, waitBetweenTries: 300 },
		);
		bench.emulator.inbox.events.once('message', () =>
			Object.assign(workflow.nodes[1]?.parameters ?? {}, { choices: 'Tue\nWed' }),
		);
		const run = await bench.engine.run(workflow, bench.credential());
		expect(
			buttonsSent(wordsKept(run)).filter(([shown, kept]) => kept !== undefined && kept !== shown),
		).toEqual([]);
	});

	test('whoever is asked is waited for, also when others were asked before', async () => {
		const ask = async (to: string) =>
			await bench.engine.run(
				asking(to, { options: { deduplicationKey: 'question' } }, { id: 'asked before' }),
				bench.credential(),
			);
		await ask('ou_1, ou_2');
		const { status } = await ask('ou_1, ou_2, ou_3');
		expect(status === 'waiting').toBe(reached(bench).includes('ou_3'));
	});

	test('a question whose time is over is not sent', async () => {
		// Twenty seconds of the node are two of the test's; until then the question would have had one and a half.
		bench.emulator.faults.add({ on: 'message', kind: 'rateLimited', status: 429, reset: '20' });
		const limitWaitTime = {
			values: {
				limitType: 'atSpecifiedTime',
				maxDateAndTime: new Date(Date.now() + 1500).toISOString(),
			},
		};
		await bench.engine.run(asking('ou_1', { options: { limitWaitTime } }), bench.credential());
		expect(reached(bench)).toEqual([]);
	});
});

test('one person by two spellings of an address gets one message', async () => {
	await bench.engine.run(
		sending([{ to: 'Person1@example.com, person1@example.com' }]),
		bench.credential(),
	);
	expect(reached(bench)).toEqual(['ou_1']);
});
