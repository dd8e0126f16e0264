/* eslint-disable @n8n/community-nodes/no-restricted-globals -- prints what it found, at a pace that Feishu bears */
import { demoPictures } from '../../emulator/pictures/demoPictures';
import { askerOf, MESSAGE_PATH, type Answer, type Call } from './ask';
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
	const { body } = await sdkOf(target).upload(demoPictures['img_v2_emulator-demo-chart']?.() ?? Buffer.alloc(0));
	names = { ...target, imageKey: (body as { image_key?: string } | null)?.image_key ?? '' };
	ask = await askerOf(target);
	const plain = { msg_type: 'text', content: '{"text":"Live check: the questions begin"}', receiver_id: target.receiver, receive_type: 'user' };
	const answer = await ask({ path: MESSAGE_PATH, query: { user_id_type: 'open_id' }, body: plain });
	if ('lost' in answer || answer.code !== 0) obstacle = `a plain message was not taken: ${tell(answer)}`;
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
	const finding: Finding = notAsked === undefined ? judge(question, await ask(call as Call)) : { verdict: 'not reached', assumption, remark: notAsked };
	findings.push(finding);
	if (!LOCAL.test(names.baseUrl)) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	if (!isLive) expect(finding).toMatchObject({ verdict: 'confirmed' });
});
