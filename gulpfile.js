'use strict';
// The build: what n8n loads goes to dist/, and nothing else. `npm run build` runs it.
const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { dest, parallel, series, src } = require('gulp');

const clean = () => rm('dist', { recursive: true, force: true });

const compile = (done) =>
	execFile(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], (error, stdout) => {
		// tsc writes its findings to stdout; the bare exit code would hide them.
		done(error ? new Error(stdout.trim() || error.message) : undefined);
	});

// encoding: false, because gulp 5 would otherwise read every file as UTF-8 text.
const copy = (pattern) => () => src(pattern, { base: '.', encoding: false }).pipe(dest('dist'));
const icons = Object.assign(copy('nodes/**/*.svg'), { displayName: 'icons' });
const codex = Object.assign(copy('nodes/**/*.node.json'), { displayName: 'codex' });

exports.build = series(clean, parallel(compile, icons, codex));
exports.default = exports.build;
