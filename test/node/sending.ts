import type { IDataObject, INode, IRun } from 'n8n-workflow';

import type { WorkflowJson } from '../support/n8nEngine/engine';
import { by } from '../support/receiver';
import { crowd } from './crowd';
import { outputOf, setUp, workflowOf, type Bench } from './setup';

jest.mock('../../dist/nodes/shared/n8n/clock.js', () =>
	jest.requireActual<typeof import('./quickClock')>('../node/quickClock').quickClock(),
);

export const CONTINUE = { onError: 'continueRegularOutput' } as const;
/** n8n waits for at most five seconds between tries, and takes less when told. */
export const RETRY = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } as const;

/** A picture, in base64. */
export const ONE_PIXEL =
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFAAH/VscvDQAAAABJRU5ErkJggg==';

const started: Bench[] = [];

afterAll(async () => {
	await Promise.all(started.map(({ emulator }) => emulator.close()));
});

/**
 * A Feishu without a quota, with ten people: person 1 has the Open ID `ou_1` and the address `person1@example.com`. It
 * stays open until the file is through, so that no other gets its port: to the node a port is an account, with a pace.
 */
export async function start(): Promise<Bench> {
	const world = crowd(10);
	world.people = world.people.map((person, i) => ({ ...person, email: `person${i}@example.com` }));
	const bench = await setUp({ world, quota: { limit: 0, windowMs: 1000 } });
	started.push(bench);
	return bench;
}

/** One item for each of so many people, by Open ID. */
export const people = (count: number, first = 0) =>
	Array.from({ length: count }, (_, i) => ({ to: `ou_${first + i}` }));

/** The same people by e-mail address. */
export const addresses = (count: number) =>
	Array.from({ length: count }, (_, i) => ({ to: `person${i}@example.com` }));

/** A text to whom `to` of each item names: the one place of this folder that knows how the panel asks for receivers. */
export function sending(
	items: IDataObject[],
	options: IDataObject = {},
	settings: Partial<INode> = {},
	more: IDataObject = {},
): WorkflowJson {
	const byEmail = items.some(({ to }) => String(to).includes('@'));
	const receiver = by(byEmail ? 'email' : 'id', '={{ $json.to }}');
	return workflowOf({ receiver, text: 'x', options, ...more }, items, settings);
}

/** A question to whom `to` names. */
export function asking(
	to: string,
	parameters: IDataObject = {},
	settings: Partial<INode> = {},
): WorkflowJson {
	return sending([{ to }], {}, settings, {
		operation: 'sendAndWait',
		cardTitle: 'Title',
		message: 'Question?',
		...parameters,
	});
}

/** Whom messages reached, in alphabetical order. */
export function reached({ emulator }: Bench): string[] {
	return emulator.inbox.messages.map(({ receiverId }) => receiverId).sort();
}

/** What became of each message: sent, skipped, or the kind of its failure. */
export function kindsOf(run: IRun): unknown[] {
	return (outputOf(run)[0] ?? []).map(
		({ json }) =>
			(json.details as IDataObject | undefined)?.kind ??
			(json.skipped === true ? 'skipped' : json.message_id === undefined ? 'nothing' : 'sent'),
	);
}
