import type { Answer } from './ask';
import type { Question } from './questions';
import type { Target } from './target';

export interface Finding {
	readonly verdict: 'confirmed' | 'contradicted' | 'not reached';
	readonly assumption: string;
	/** What came instead, or why nothing came. */
	readonly remark?: string;
}

const RATE_LIMITED = 99991400;
const SCOPES_MISSING = [99991672, 154003];

/** What the answer says about the assumption. An answer about something else says nothing. */
export function judge({ assumption, answer: assumed, observe }: Question, answer: Answer): Finding {
	const notReached = (remark: string): Finding => ({ verdict: 'not reached', assumption, remark });
	if ('lost' in answer) return notReached(`no answer: ${answer.lost}`);
	const { status, code } = answer;
	if (status === assumed.status && code === assumed.code)
		return { verdict: 'confirmed', assumption, ...(observe && { remark: observe(answer.data) }) };
	const told = tell(answer);
	if (status === 429 || code === RATE_LIMITED) return notReached(`too many calls: ${told}`);
	if (code !== null && SCOPES_MISSING.includes(code))
		return notReached(`the app lacks a scope: ${told}`);
	if (code === null) return notReached(`no answer of Feishu: ${told}`);
	return {
		verdict: 'contradicted',
		assumption,
		remark: `the emulator says HTTP ${assumed.status}, ${assumed.code}; Feishu says ${told}`,
	};
}

export function tell(answer: Answer): string {
	if ('lost' in answer) return answer.lost;
	const { status, code, msg, logId } = answer;
	return `HTTP ${status}, ${code ?? 'no code'} "${msg}"${logId && `, log ID ${logId}`}`;
}

/** The findings as text for the terminal, without the target's secrets should Feishu repeat one. */
export function reportOf(
	findings: readonly Finding[],
	{ baseUrl, appSecret, helpdeskToken }: Target,
): string {
	const count = (verdict: Finding['verdict']) =>
		findings.filter((finding) => finding.verdict === verdict).length;
	const lines = findings.map(({ verdict, assumption, remark }) => {
		const line = `${(verdict === 'contradicted' ? 'CONTRADICTED' : verdict).padEnd(13)} ${assumption}`;
		return remark === undefined ? line : `${line}\n${' '.repeat(14)}${remark}`;
	});
	const text = [
		`\nWhat ${baseUrl} says to what the emulator assumes\n`,
		...lines,
		`\n${count('confirmed')} confirmed, ${count('contradicted')} contradicted, ${count('not reached')} not reached. What messages look like is to be seen in the chat: docs/live-check.md\n`,
	].join('\n');
	return [appSecret, helpdeskToken].reduce(
		(masked, secret) => masked.replaceAll(secret, '***'),
		text,
	);
}
