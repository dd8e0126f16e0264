import type { Compile, Compiled } from '../compileProcess';
import { median } from '../measure';
import { start } from '../processes';
import type { Section } from '../report';

const subjects: readonly Compile[] = [
	{ messageType: 'text', name: 'text: plain' },
	{ messageType: 'text', name: 'mentions: mention several in order' },
	{ messageType: 'post', name: 'postElements: everything' },
	{ messageType: 'post', name: 'postJson: typed wrapped' },
	{ messageType: 'image', name: 'imageKey: key' },
	{ messageType: 'interactive', name: 'cardBlocks: everything' },
	{ messageType: 'interactive', name: 'cardJson: typed' },
	{ messageType: 'interactive', name: 'cardTemplateId: template' },
];

/** (f) From parameters to the request, without n8n and without a network. */
export async function compile({ runs }: { runs: number }): Promise<Section> {
	const found = new Map<Compile, Compiled[]>();
	for (let run = 0; run < runs; run++) {
		for (const subject of subjects) {
			const process = start<Compile, Compiled>('compileProcess.ts');
			found.set(subject, [...(found.get(subject) ?? []), await process.ask(subject)]);
			await process.end();
		}
	}
	return {
		title: '(f) Compiling alone',
		how: `From the parameters of one item to the request and its JSON, as often as goes in a second on one core, for messages of test/fixtures/messages; median of ${runs}.`,
		rows: subjects.map((subject) => ({
			'Message type': subject.messageType,
			Case: subject.name,
			'Bytes of the request': found.get(subject)?.[0]?.bytes ?? 0,
			'Messages per second':
				Math.round(median((found.get(subject) ?? []).map(({ perSecond }) => perSecond)) / 100) *
				100,
		})),
		goals: [],
	};
}
