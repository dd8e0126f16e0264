/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- fixtures are files */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { contentJson } from '../../../nodes/shared/messageTypes/contentJson';
import { messageTypes } from '../../../nodes/shared/messageTypes';

/** In the fixtures the picture in the binary field `data` has the key `img_of_data`. */

const FIXTURES = join(__dirname, '../../fixtures/messages');

interface Fixture {
	parameters: Record<string, unknown>;
	/** The content object, whole. */
	content?: object;
	/** Field and message, whole; the hint too where it tells what was found or what there is to choose. */
	problem?: { field: string; message: string; hint?: string };
}

function readFixtures(msgType: string): Array<[string, Fixture]> {
	const folder = join(FIXTURES, msgType);
	if (!existsSync(folder)) return [];
	return readdirSync(folder).map((file) => [
		file.replace('.json', ''),
		JSON.parse(readFileSync(join(folder, file), 'utf8')) as Fixture,
	]);
}

test('every folder of fixtures is a message type, and every message type has one', () => {
	expect(readdirSync(FIXTURES).sort()).toEqual(messageTypes.map(({ value }) => value).sort());
});

describe.each(messageTypes.map((type) => [type.value, type] as const))('%s', (msgType, messageType) => {
	const fixtures = readFixtures(msgType);

	test('has fixtures of content and of problems', () => {
		expect(fixtures.some(([, { content }]) => content)).toBe(true);
		expect(fixtures.some(([, { problem }]) => problem)).toBe(true);
	});

	// A loop, because test.each refuses an empty list, and the two tests above say better what is missing.
	for (const [name, { parameters, content, problem }] of fixtures) {
		test(name, () => {
			const result = messageType.compile(parameters);
			if (content) {
				expect(result.ok && JSON.parse(contentJson(result.value, (field) => `img_of_${field}`))).toEqual(content);
			} else {
				expect(result).toEqual({ ok: false, problem: { hint: expect.stringMatching(/\S{2,}/) as string, ...problem } });
			}
		});
	}
});
