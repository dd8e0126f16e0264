/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the source files */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { eventTypes } from '../../nodes/FeishuHelpdesk/trigger/events';
import { operations } from '../../nodes/SendBotMessage/operations';
import { responseTypes } from '../../nodes/SendBotMessage/operations/sendAndWait/responseTypes';
import { messageTypes } from '../../nodes/shared/messageTypes';
import { blockTypes } from '../../nodes/shared/messageTypes/interactive/blocks';
import { elementTypes } from '../../nodes/shared/messageTypes/post/elements';

const ROOT = join(__dirname, '../..');

/** What is written there, by file or folder; the file of the contract, such as messageType.ts, aside. */
function writtenIn(folder: string, others: readonly string[]): string[] {
	return readdirSync(join(ROOT, 'nodes', folder))
		.map((file) => file.replace('.ts', ''))
		.filter((name) => name !== 'index' && !others.includes(name))
		.sort();
}

const valuesOf = (list: ReadonlyArray<{ readonly value: string }>) =>
	list.map(({ value }) => value).sort();

test('what is written is in the list', () => {
	expect(valuesOf(messageTypes)).toEqual(
		writtenIn('shared/messageTypes', [
			...['contentFault', 'contentJson', 'messageChoice', 'messageInput', 'messageType'],
			...['otherProducts', 'preview', 'unwrap'],
		]),
	);
	expect(valuesOf(blockTypes)).toEqual(
		writtenIn('shared/messageTypes/interactive/blocks', ['blockType']),
	);
	expect(valuesOf(elementTypes)).toEqual(
		writtenIn('shared/messageTypes/post/elements', ['elementType']),
	);
	expect(valuesOf(eventTypes)).toEqual(writtenIn('FeishuHelpdesk/trigger/events', ['eventType']));
	expect(valuesOf(operations)).toEqual(writtenIn('SendBotMessage/operations', []));
	expect(valuesOf(responseTypes)).toEqual(
		writtenIn('SendBotMessage/operations/sendAndWait/responseTypes', ['responseType']),
	);
});

test('published files indent with tabs: gulpfile.js relies on it', () => {
	const published = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
			join(folder, file),
		),
	);
	expect(
		published.filter(
			(file) => file.endsWith('.ts') && /^ {4}/m.test(readFileSync(join(ROOT, file), 'utf8')),
		),
	).toEqual([]);
});
