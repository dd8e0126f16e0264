'use strict';
// The build: what n8n loads goes to dist/, and nothing else. `npm run build` runs it.
const { execFile } = require('node:child_process');
const { readdir, readFile, rm, writeFile } = require('node:fs/promises');
const { join } = require('node:path');
const { dest, parallel, series, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

const compile = (done) =>
	execFile(
		process.execPath,
		[require.resolve('typescript/bin/tsc'), '-p', 'scripts/tsconfig.build.json'],
		(error, stdout) => {
			// tsc writes its findings to stdout; the bare exit code would hide them.
			done(error ? new Error(stdout.trim() || error.message) : undefined);
		},
	);

// tsc indents with four spaces, which would be a tenth of what is published. Our sources indent with tabs, so no text of theirs
// begins a line with four spaces: held by test/architecture/lists.test.ts.
async function indent() {
	for (const file of await readdir('dist', { recursive: true })) {
		if (!file.endsWith('.js')) continue;
		const script = await readFile(join('dist', file), 'utf8');
		await writeFile(
			join('dist', file),
			script.replace(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4)),
		);
	}
}

// encoding: false, because gulp 5 would otherwise read every file as UTF-8 text.
const copy = (pattern) => () => src(pattern, { base: '.', encoding: false }).pipe(dest('dist'));
const icons = Object.assign(copy('nodes/**/*.svg'), { displayName: 'icons' });
const codex = Object.assign(copy('nodes/**/*.node.json'), { displayName: 'codex' });

exports.build = series(clean, parallel(series(compile, indent), icons, codex));
exports.default = exports.build;
