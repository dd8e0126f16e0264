/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- asks which n8n the tests run on */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.N8N_CORE_FOLDER ?? join(__dirname, '../..');
const { version } = JSON.parse(
	readFileSync(join(folder, 'node_modules/n8n-core/package.json'), 'utf8'),
) as { version: string };

/** Before 2.0, n8n keeps of a network error only its text. So what it tells of a TLS handshake is lost: docs/n8n-notes.md. */
export const keepsCauses = Number(version.split('.')[0]) >= 2;
