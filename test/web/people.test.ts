import fc from 'fast-check';

import { worldView } from '../../emulator/control/worldView';
import { defaultWorld } from '../../emulator/defaultWorld';
import { pageList } from '../../emulator/web/dom.js';
import { peopleView } from '../../emulator/web/people.js';
import { markup, type Tree, violations } from './markup';

/** What the page shows of the people of a world that this changes. */
function shown(change: (world: ReturnType<typeof defaultWorld>) => void = () => {}) {
	const world = defaultWorld();
	change(world);
	return peopleView(worldView(world)) as Tree;
}

/** Kind and value of each address of each person, and what its button copies. */
function addresses(tree: Tree): string[][] {
	return [...markup(tree).matchAll(/<li>.*?<\/li>/g)].map(([person]) =>
		[
			...person.matchAll(
				/<dt>(.*?)<\/dt><dd><bdi class="mono">(.*?)<\/bdi><button [^>]*data-copy="=(.*?)"/g,
			),
		].map(([, kind, value, copied]) => {
			expect(copied).toBe(value);
			return `${kind} ${value}`;
		}),
	);
}

test('every address of everybody, to be copied, under the words of the panel', () => {
	const all = addresses(shown());
	expect(all).toHaveLength(9);
	expect(all[0]).toEqual([
		'Email lin.xiaoyu@example.com',
		'Mobile +8613000000001',
		'Open ID ou_5f0c3a91d2e84b7695a1c8e04d7f2b36',
		'Union ID on_63b2f7d40e8c1a5967b48e2d19a3c0f5',
		'User ID 4e8a1c7d',
	]);
	expect(all[8]).toContain('Open ID for cli_a9f04d6be1c2500f ou_d10f7a2c5b8e463c9f4e81a7b36c0d95');
});

test('an address that somebody does not have is left out', () => {
	const [first] = addresses(
		shown(({ people }) => {
			delete people[0]!.email;
			people[0]!.userId = '';
		}),
	);
	expect(first!.map((line) => line.split(' ')[0])).toEqual(['Mobile', 'Open', 'Union']);
});

test('a ticket in progress is told, because messages to the dedicated group are refused', () => {
	const told = '<p class="person-remark">A ticket is in progress (7294609182736455001).';
	expect(markup(shown()).split(told)).toHaveLength(2);
	expect(markup(shown(({ tickets }) => (tickets[0]!.status = 'closedByUser')))).not.toContain(told);
});

test.each<[string, Partial<ReturnType<typeof defaultWorld>['people'][number]>, string]>([
	['a resignation', { resigned: true }, 'Has resigned.'],
	['another tenant', { tenant: 'other' }, 'Not in the tenant of cli_a7c1e5b2f3d8900e.'],
])('%s is told, because messages may be refused', (_, change, says) => {
	const without = shown(({ people }) => people.splice(1));
	expect(markup(without)).not.toContain(says);
	const tree = shown(({ people }) => Object.assign(people.splice(1) && people[0]!, change));
	expect(markup(tree)).toContain(says);
});

test('no secret, and nothing that the page would have to drop, whatever the names are', () => {
	const { apps, helpdesks } = defaultWorld();
	const page = markup(shown());
	for (const secret of [apps[0]!.appSecret, helpdesks[0]!.helpdeskToken])
		expect(page).not.toContain(secret);
	fc.assert(
		fc.property(fc.string(), fc.string(), (name, email) => {
			const tree = shown(({ people }) => Object.assign(people[0]!, { name, email }));
			expect(violations(tree, pageList)).toEqual([]);
		}),
		{ numRuns: 50 },
	);
	expect(markup(peopleView(null))).toContain('Nobody exists');
});
