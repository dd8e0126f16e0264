/* eslint-disable @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-restricted-imports -- prints what it found, at a pace that Feishu bears; reads the emulator's sources */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { demoPictures } from '../../emulator/pictures/demoPictures';
import { MESSAGE_PATH, ROOT } from '../node/setup';
import { askerOf, type Answer, type Call } from './ask';
import { judge, reportOf, tell, type Finding } from './findings';
import type { Names } from './messages';
import { questions } from './questions';
import { sdkOf } from './sdk';
import { isLive, openTarget, type Target } from './target';

// Asked of the emulator, the list must describe it. Asked of the real Feishu, the answers are findings, not failures.

let names: Names & Target;
let ask: (call: Call) => Promise<Answer>;
/** Why no question can be answered. */
let obstacle: string | undefined;
const findings: Finding[] = [];

beforeAll(async () => {
	const target = await openTarget();
	const { body } = await sdkOf(target).upload(
		demoPictures['img_v2_emulator-demo-chart']?.() ?? Buffer.alloc(0),
	);
	names = { ...target, imageKey: (body as { image_key?: string } | null)?.image_key ?? '' };
	ask = await askerOf(target);
	const plain = {
		msg_type: 'text',
		content: '{"text":"Live check: the questions begin"}',
		receiver_id: target.receiver,
		receive_type: 'user',
	};
	const answer = await ask({ path: MESSAGE_PATH, query: { user_id_type: 'open_id' }, body: plain });
	if ('lost' in answer || answer.code !== 0)
		obstacle = `a plain message was not taken: ${tell(answer)}`;
});
afterAll(async () => {
	await names.close();
	if (isLive) process.stdout.write(reportOf(findings, names));
});

// The message service takes 5 messages a second to a person.
const PAUSE_MS = 250;
const LOCAL = /^http:\/\/127\.0\.0\.1:/;

test.each(questions)('$assumption', async (question) => {
	const { assumption } = question;
	const call = question.call(names, `Live check: ${assumption}`);
	const notAsked = obstacle ?? (typeof call === 'string' ? call : undefined);
	const finding: Finding =
		notAsked === undefined
			? judge(question, await ask(call as Call))
			: { verdict: 'not reached', assumption, remark: notAsked };
	findings.push(finding);
	if (!LOCAL.test(names.baseUrl)) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	if (!isLive) expect(finding).toMatchObject({ verdict: 'confirmed' });
});

(isLive ? test.skip : test)(
	'whatever the emulator calls assumed or not documented is asked about',
	() => {
		const { requests, messages } = names.emulator?.inbox ?? { requests: [], messages: [] };
		const said = [
			...requests.map(({ reason }) => reason),
			...messages.flatMap(({ notes }) => notes),
		].join('\n');
		const folder = join(ROOT, 'emulator');
		const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
			(file) => file.endsWith('.ts') && file !== 'documents.ts',
		);
		const sentences = sources.flatMap(
			(file) =>
				readFileSync(join(folder, file), 'utf8').match(
					/(?<=^[^/*]*)(['`])[^\n]*(is assumed|not documented)[^\n]*\1/gm,
				) ?? [],
		);
		expect(sentences.length).toBeGreaterThan(10);
		const fixedPart = (sentence: string) =>
			sentence
				.slice(1, -1)
				.replaceAll("\\'", "'")
				.split(/\$\{[^}]*\}/)
				.reduce((longest, part) => (part.length > longest.length ? part : longest));
		expect(sentences.map(fixedPart).filter((sentence) => !said.includes(sentence))).toEqual([]);
	},
);
