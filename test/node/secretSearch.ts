/* eslint-disable @n8n/community-nodes/no-restricted-imports -- searches n8n's log and what n8n would store */
import { Logger } from '@n8n/backend-common';
import type { ICredentialDataDecryptedObject, IRun } from 'n8n-workflow';

import type { Emulator } from '../../emulator/server';
import { searchText, type Secrets } from './spellings';

/** What n8n stores executions with. Its types are those of an ES module, so it cannot be imported here. */
const { stringify } = jest.requireActual<{ stringify(value: unknown): string }>('flatted');

/** Values such as `wrong`, which tests use, are ordinary words. */
const SHORTEST = 8;

/** What must never be seen of a credential, and of the tokens that an emulator gave out for it. */
export function secretsOf(
	credentials: readonly ICredentialDataDecryptedObject[],
	emulator?: Emulator,
): Secrets {
	const found = new Map<string, string>();
	const add = (name: string, value: unknown) => {
		if (typeof value === 'string' && value.trim().length >= SHORTEST) found.set(value.trim(), name);
	};
	for (const {
		appSecret,
		accessToken,
		tenantAccessToken,
		helpdeskId,
		helpdeskToken,
	} of credentials) {
		add('App Secret', appSecret);
		add('Access Token', accessToken);
		add('Tenant Access Token', tenantAccessToken);
		add('Helpdesk Token', helpdeskToken);
		if (typeof helpdeskId === 'string' && typeof helpdeskToken === 'string')
			add(
				'Helpdesk header',
				Buffer.from(`${helpdeskId.trim()}:${helpdeskToken.trim()}`).toString('base64'),
			);
	}
	for (const { headers } of emulator?.inbox.requests ?? [])
		add('token on the wire', headers.authorization?.replace(/^Bearer /, ''));
	return found;
}

/** Every text in a value with its place: hidden properties, causes, keys, maps and bytes included. */
export function textsIn(value: unknown, place = ''): Array<[place: string, text: string]> {
	const texts: Array<[string, string]> = [];
	const seen = new Set<unknown>();
	// A list and no recursion: tests nest values deeper than the stack.
	const left: Array<[string, unknown]> = [[place, value]];
	for (let next = left.pop(); next; next = left.pop()) {
		const [where, found] = next;
		if (typeof found === 'string') texts.push([where, found]);
		if (
			found === null ||
			(typeof found !== 'object' && typeof found !== 'function') ||
			seen.has(found)
		)
			continue;
		seen.add(found);
		if (ArrayBuffer.isView(found))
			texts.push([
				where,
				Buffer.from(found.buffer, found.byteOffset, found.byteLength).toString('latin1'),
			]);
		else if (found instanceof Map || found instanceof Set) left.push([where, [...found]]);
		else {
			for (const key of Reflect.ownKeys(found)) {
				texts.push([where, String(key)]);
				left.push([`${where}.${String(key)}`, (found as Record<PropertyKey, unknown>)[key]]);
			}
		}
	}
	return texts;
}

export function searchValue(place: string, value: unknown, secrets: Secrets): string[] {
	const texts = textsIn(value, place);
	// Mostly there is nothing to find: one look at all of it tells.
	if (searchText(place, texts.map(([, text]) => text).join('\n'), secrets).length === 0) return [];
	return texts.flatMap(([inside, text]) => searchText(inside, text, secrets));
}

/** An execution: everything in memory, and the text that n8n stores (flatted). */
export function searchRun({ data }: IRun, secrets: Secrets): string[] {
	return [
		...searchValue('run', data, secrets),
		...searchText('stored run', stringify(data), secrets),
	];
}

const PAGES = [
	'/',
	'/view/latest',
	'/_emulator/inbox',
	'/_emulator/world',
	'/_emulator/settings',
	'/_emulator/faults',
];

/** What the inbox shows: its page and its API. */
export async function searchPages(url: string, secrets: Secrets): Promise<string[]> {
	const found: string[] = [];
	for (const page of PAGES) {
		const answer = await fetch(url + page);
		found.push(...searchText(page, await answer.text(), secrets));
	}
	return found;
}

/** What n8n and the node have logged, on every level; n8n itself keeps silent in tests. */
export const logLines: Array<{ level: unknown; message: unknown; metadata: unknown }> = [];

const logger = Logger.prototype as unknown as {
	log(level: unknown, message: unknown, metadata: unknown): void;
};
const { log } = logger;
logger.log = function (level, message, metadata) {
	logLines.push({ level, message, metadata });
	log.call(this, level, message, metadata);
};

/** Fails with every place in which a secret stands. */
export function expectNoSecrets(found: readonly string[]): void {
	if (found.length > 0) throw new Error(`Secrets were found:\n${found.slice(0, 20).join('\n')}`);
}
