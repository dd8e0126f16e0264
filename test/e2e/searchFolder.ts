/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the files of the real n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { searchText, type Secrets } from '../node/spellings';

/**
 * Looks for secrets in every file below a folder: n8n's database holds executions as they are and credentials encrypted, so
 * there must be none. Tokens of the emulator are known by their shape.
 */
export function searchFolder(folder: string, secrets: Secrets): string[] {
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
		entry.isFile(),
	);
	return files.flatMap(({ parentPath, name }) => {
		const path = join(parentPath, name);
		const place = relative(folder, path);
		const text = readFileSync(path).toString('latin1');
		return [
			...searchText(place, text, secrets),
			...(/t-[0-9a-f]{40}/.test(text) ? [`${place}: a token of the emulator`] : []),
		];
	});
}
