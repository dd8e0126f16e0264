import type { Compile, Compiled } from '../compileProcess';
import { median } from '../measure';
import { start } from '../processes';
import type { Section } from '../report';

const subjects: readonly Compile[] = [
	{ messageType: 'text', fixture: 'plain' },
	{ messageType: 'text', fixture: 'mention-several-in-order' },
	{ messageType: 'post', fixture: 'builder-everything' },
	{ messageType: 'post', fixture: 'typed-wrapped' },
	{ messageType: 'image', fixture: 'key' },
	{ messageType: 'interactive', fixture: 'builder-everything' },
	{ messageType: 'interactive', fixture: 'typed' },
	{ messageType: 'interactive', fixture: 'template' },
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
		how: `From the parameters of one item to the request and its JSON, as often as goes in a second on one core, for messages of the test fixtures; median of ${runs}.`,
		rows: subjects.map((subject) => ({
			'Message type': subject.messageType,
			Fixture: subject.fixture,
			'Bytes of the request': found.get(subject)?.[0]?.bytes ?? 0,
			'Messages per second': Math.round(median((found.get(subject) ?? []).map(({ perSecond }) => perSecond)) / 100) * 100,
		})),
		goals: [],
	};
}
