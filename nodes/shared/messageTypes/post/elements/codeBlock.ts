import { readRequiredText, readText } from '../../../parameters/readParameter';
import { problem, success } from '../../../result';
import { MAY_NOT_SHOW, type ElementType } from './elementType';

const PLAIN_TEXT = 'plainText';

const languages = [
	{ name: 'Bash', value: 'BASH' },
	{ name: 'C', value: 'C' },
	{ name: 'C++', value: 'CPP' },
	{ name: 'Go', value: 'GO' },
	{ name: 'HTML', value: 'HTML' },
	{ name: 'Java', value: 'JAVA' },
	{ name: 'JavaScript', value: 'JAVASCRIPT' },
	{ name: 'JSON', value: 'JSON' },
	{ name: 'Kotlin', value: 'KOTLIN' },
	{ name: 'PHP', value: 'PHP' },
	{ name: 'Plain Text', value: PLAIN_TEXT },
	{ name: 'Python', value: 'PYTHON' },
	{ name: 'Ruby', value: 'RUBY' },
	{ name: 'Rust', value: 'RUST' },
	{ name: 'Shell', value: 'SHELL' },
	{ name: 'SQL', value: 'SQL' },
	{ name: 'Swift', value: 'SWIFT' },
	{ name: 'Thrift', value: 'THRIFT' },
	{ name: 'TypeScript', value: 'TYPESCRIPT' },
	{ name: 'XML', value: 'XML' },
	{ name: 'YAML', value: 'YAML' },
];

export const codeBlock: ElementType = {
	value: 'codeBlock',
	label: 'Code Block',
	description: `Code in a paragraph of its own. ${MAY_NOT_SHOW}.`,
	styled: false,
	alone: true,
	fields: [
		{
			displayName: 'Language',
			name: 'language',
			type: 'options',
			options: languages,
			default: PLAIN_TEXT,
			description: 'Language for syntax highlighting',
		},
		{
			displayName: 'Code',
			name: 'code',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. SELECT 1;',
			description: 'Shown as typed',
			hint: MAY_NOT_SHOW,
		},
	],
	compile(element) {
		const chosen = readText(element, 'language', 'Language');
		if (!chosen.ok) return chosen;
		// An expression may say "python": Feishu takes either case.
		const language = languages.find(
			({ value }) => value.toLowerCase() === chosen.value.trim().toLowerCase(),
		);
		if (!language) {
			return problem(
				'language',
				"'Language' has a value that does not exist",
				`Choose one of ${languages.map(({ value }) => value).join(', ')}.`,
			);
		}
		const code = readRequiredText(element, 'code', 'Code');
		if (!code.ok) return code;
		// Without a language it is plain text.
		return success([
			[
				{
					tag: 'code_block',
					...(language.value === PLAIN_TEXT ? {} : { language: language.value }),
					text: code.value,
				},
			],
		]);
	},
};
