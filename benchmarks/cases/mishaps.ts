import type { Fault } from '../../emulator/server';
import {
	sendTexts,
	startContender,
	texts,
	UNLIMITED,
	type EmulatorProcess,
	type Entry,
} from '../measure';
import type { Prepare } from '../emulatorProcess';
import type { Row, Section } from '../report';

const ours: Entry = { name: 'This node, defaults', contender: 'ourNode', settings: {} };
const entries: readonly Entry[] = [
	ours,
	{
		name: 'This node, On Error: Continue',
		contender: 'ourNode',
		settings: { continues: true },
	},
	{ name: 'HTTP Request node, defaults', contender: 'httpRequestNode', settings: {} },
	{
		name: 'HTTP Request node, On Error: Continue',
		contender: 'httpRequestNode',
		settings: { continues: true },
	},
	{
		name: 'HTTP Request node, Retry On Fail',
		contender: 'httpRequestNode',
		settings: { retries: true },
	},
	{ name: 'Official SDK, 5 at once', contender: 'officialSdk', settings: { inFlight: 5 } },
];

const onMessage = (fault: Partial<Fault>) => [{ on: 'message', ...fault } as Fault];

/** What goes wrong, once. */
const mishaps: ReadonlyArray<{ readonly what: string; readonly to?: string } & Partial<Prepare>> = [
	{ what: 'The quota is used up by half of them', perWindow: 10, windowMs: 2_000 },
	{
		what: 'The connection breaks after a message was taken',
		faults: onMessage({ kind: 'dropAfterDelivery', skip: 5 }),
	},
	{
		what: 'HTTP 500 for a message that was taken',
		faults: onMessage({
			kind: 'answer',
			status: 500,
			body: { code: 155000, msg: 'Internal error' },
			deliver: true,
			skip: 5,
		}),
	},
	{ what: 'The first receiver does not exist', to: 'ou_nobody' },
	// Last: not every sender recovers from it.
	{ what: 'The app token has died', faults: onMessage({ kind: 'tokenExpired', status: 401 }) },
];

/** (j) What becomes of a list of messages when one thing goes wrong. */
export async function afterMishap(
	emulator: EmulatorProcess,
	{ messages }: { messages: number },
): Promise<Section> {
	const rows: Row[] = [];
	const sentTwice = [];
	for (const { name, contender, settings } of entries) {
		const process = await startContender(contender, emulator);
		await sendTexts(process, emulator, 1, settings);
		for (const { what, to, ...circumstances } of mishaps) {
			const { delivered, seen } = await sendTexts(
				process,
				emulator,
				messages,
				settings,
				{ ...UNLIMITED, ...circumstances },
				texts(messages).map((text, index) => ({ ...text, ...(to && index === 0 && { to }) })),
			);
			const twice = seen.delivered - seen.distinct;
			if (contender === ours.contender) sentTwice.push(twice);
			rows.push({
				'What goes wrong': what,
				Sender: name,
				Reached: seen.distinct,
				Twice: twice,
				'Told as delivered': delivered,
			});
		}
		await process.end();
	}
	const most = Math.max(...sentTwice);
	return {
		title: `(j) ${messages} messages, and one thing goes wrong`,
		how: 'One run of each. Reached are receivers; twice are messages that arrived once more. A node that fails tells of none: it has no output. Where one message is refused for good, the most that can be reached is one less.',
		rows: mishaps.flatMap(({ what }) => rows.filter((row) => row['What goes wrong'] === what)),
		goals: [{ goal: '(j) This node sends none twice', measured: String(most), met: most === 0 }],
	};
}
