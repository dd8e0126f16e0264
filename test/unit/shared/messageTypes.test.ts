import { contentJson } from '../../../nodes/shared/messageTypes/contentJson';
import { messageTypes } from '../../../nodes/shared/messageTypes';
import { messageCases } from '../../fixtures/messages';
import { standIns } from '../../support/standIns';

test('every table of cases is a message type, and every message type has one', () => {
	expect(Object.keys(messageCases).sort()).toEqual(messageTypes.map(({ value }) => value).sort());
});

describe.each(messageTypes.map((type) => [type.value, type] as const))(
	'%s',
	(msgType, messageType) => {
		const cases = messageCases[msgType] ?? [];

		test('has cases of content and of problems', () => {
			expect(cases.some(({ content }) => content)).toBe(true);
			expect(cases.some(({ problem }) => problem)).toBe(true);
		});

		test('no two cases have the same name', () => {
			expect([...new Set(cases.map(({ name }) => name))]).toEqual(cases.map(({ name }) => name));
		});

		// A loop, because test.each refuses an empty list, and the tests above say better what is missing.
		for (const { name, parameters, content, problem } of cases) {
			test(name, () => {
				const result = messageType.compile(parameters);
				if (content) {
					expect(result.ok && JSON.parse(contentJson(result.value, standIns))).toEqual(content);
				} else {
					const hint: unknown = problem?.hint ?? expect.stringMatching(/\S{2,}/);
					expect(result).toEqual({ ok: false, problem: { ...problem, hint } });
				}
			});
		}
	},
);
