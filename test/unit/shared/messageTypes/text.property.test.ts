import fc from 'fast-check';

import { ContentReport } from '../../../../emulator/contentRules/contentReport';
import { checkText } from '../../../../emulator/contentRules/text';
import { defaultWorld } from '../../../../emulator/defaultWorld';
import { ImageStore } from '../../../../emulator/pictures/imageStore';
import { contentJson } from '../../../../nodes/shared/messageTypes/contentJson';
import { text } from '../../../../nodes/shared/messageTypes/text';
import { andThen, success, type Result } from '../../../../nodes/shared/result';
import { by } from '../../../support/receiver';
import { standIns } from '../../../support/standIns';
import { anyCharacters } from '../../../support/text';

const names = text.fields.map(({ name }) => name);

/** As it travels. */
function compile(parameters: object): Result<object> {
	return andThen(text.compile({ ...parameters }), (content) =>
		success(JSON.parse(contentJson(content, standIns)) as object),
	);
}

/** What Feishu would refuse, by the emulator's rules, and whom it knows by the mentions. */
function read(content: object): { refusals: string[]; mentions: string[] } {
	const world = defaultWorld();
	const [app] = world.apps;
	if (!app) throw new TypeError('the world has no app');
	const report = new ContentReport(app, world, new ImageStore());
	checkText({ ...content }, report);
	return {
		refusals: report.problems.map(({ reason }) => reason),
		mentions: Object.keys(report.mentions),
	};
}

const anyText = fc.oneof(
	fc.string(),
	anyCharacters(),
	fc.constantFrom('<b>', '&lt;', '<at user_id="ou_1"></at>', '\ud800', 'line 1\nline 2', '', ' '),
);
const anyId = fc.oneof(
	fc.stringMatching(/^[A-Za-z0-9_.@-]{1,12}$/),
	fc.string(),
	fc.integer(),
	fc.constantFrom('all', null),
);
const anyMention = fc.record({
	who: fc.constantFrom('person', 'receiver', 'everyone', 'nobody'),
	person: fc.oneof(
		anyId,
		fc
			.tuple(fc.constantFrom('list', 'email', 'mobile', 'id', 'union_id', 'user_id', 'x'), anyId)
			.map(([mode, id]) => by(mode, id)),
	),
	position: fc.constantFrom('before', 'after', 'middle', null),
});

test('any mentions compile to a text that Feishu takes, or are refused with a field of the panel', () => {
	const anyMentions = fc.oneof(
		fc.record({ mention: fc.array(anyMention, { maxLength: 4 }) }),
		fc.anything(),
	);
	fc.assert(
		fc.property(fc.oneof(anyText, fc.anything()), anyMentions, (typed, mentions) => {
			const result = compile({ text: typed, mentions });
			if (result.ok) {
				expect(read(result.value).refusals).toEqual([]);
			} else {
				expect(names).toContain(result.problem.field);
				expect(result.problem.message).toMatch(/^'[A-Z]/);
			}
		}),
		{ numRuns: 2000 },
	);
});

test('the text stays as typed, and each person is mentioned by their ID', () => {
	const people = defaultWorld().people.map(({ unionId }) => unionId);
	fc.assert(
		fc.property(
			anyText.filter((typed) => typed.trim() !== '' && !typed.includes('<at')),
			fc.subarray(people, { minLength: 1 }),
			fc.constantFrom('before', 'after'),
			(typed, ids, position) => {
				const result = compile({
					text: typed,
					mentions: {
						mention: ids.map((id) => ({ who: 'person', person: by('union_id', id), position })),
					},
				});
				if (!result.ok) throw new TypeError(result.problem.message);
				const sent = (result.value as { text: string }).text;
				expect(
					position === 'before' ? sent.endsWith(` ${typed}`) : sent.startsWith(`${typed} `),
				).toBe(true);
				expect(read(result.value).mentions).toEqual(ids);
			},
		),
		{ numRuns: 500 },
	);
});
