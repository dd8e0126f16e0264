/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the workflows */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../.github/workflows');

interface Job {
	readonly name: string;
	/** Its lines, without comments. */
	readonly text: string;
}

const workflows = readdirSync(FOLDER).map((file) => {
	const text = readFileSync(join(FOLDER, file), 'utf8')
		.replace(/^\s*#.*\n/gm, '')
		.replace(/ #(?! v\d).*$/gm, '');
	const [head = '', body = ''] = text.split(/^jobs:\n/m);
	const jobs = body
		.split(/^(?= {2}[\w-]+:$)/m)
		.map((job): Job => ({ name: /^ *([\w-]+)/.exec(job)?.[1] ?? '', text: job }));
	return { file, text, head, jobs };
});

const jobs = workflows.flatMap((workflow) =>
	workflow.jobs.map((job) => ({ file: workflow.file, ...job })),
);
/** May do more than read: with a token of GitHub, or with a secret. */
const trusted = jobs.filter(({ text }) =>
	/: write\b|write-all|secrets\.|^ {4}environment:/m.test(text),
);

test.each(workflows)(
	'$file: reads the repository and nothing more, unless a job says so',
	({ head }) => {
		expect(head).toMatch(/^permissions:\n {2}contents: read\n(?! )/m);
		expect(head).not.toContain('secrets.');
	},
);

test.each(workflows)('$file: actions are named by commit, containers by digest', ({ text }) => {
	const loose = [...text.matchAll(/\buses: (?!\.\/)(.*)$/gm)]
		.map(([, action]) => action)
		.filter((action) => !/^[\w./-]+@[\da-f]{40} # v[\d.]+$/.test(action ?? ''));
	const images = [...text.matchAll(/\b(?:container|image): *(.*)$|docker:\/\/(.*)$/gm)]
		.map(([, image, docker]) => image ?? docker)
		.filter((image) => image !== '' && !/@sha256:[\da-f]{64}$/.test(image ?? ''));
	expect([...loose, ...images]).toEqual([]);
});

test('one job may publish, and it runs no code of dependencies: it takes the finished package', () => {
	expect(trusted.map(({ file, name }) => `${file} ${name}`)).toEqual(['publish.yml publish']);
	const text = trusted[0]?.text ?? '';
	expect([...text.matchAll(/uses: ([\w/-]+)@/g)].map(([, action]) => action)).toEqual([
		'actions/setup-node',
		'actions/download-artifact',
	]);
	expect(text).not.toMatch(
		/npm (ci|i|install|run|exec|test|pack)\b|npx|scripts\/|checkout|(?<!manager-)cache: /,
	);
	expect([...text.matchAll(/npm publish .*$/gm)].map(String)).toEqual([
		'npm publish ./package.tgz --provenance --access public --ignore-scripts',
	]);
});

test('and only after what made the package, and everything else, has passed', () => {
	const { jobs: publishing } = workflows.find(({ file }) => file === 'publish.yml')!;
	const text = (name: string) => publishing.find((job) => job.name === name)?.text ?? '';
	expect(text('check')).toContain('uses: ./.github/workflows/ci.yml');
	expect(text('package')).toContain('npm run lint:scan');
	expect(text('publish')).toContain('needs: [check, package]');
});
