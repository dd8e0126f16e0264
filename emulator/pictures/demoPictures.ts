/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs on its own, never inside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Pictures that exist from the start, by image_key: a message with an image can be tried without an upload. */
export const demoPictures: Record<string, () => Buffer> = {
	'img_v2_emulator-demo-sunrise': () => readFileSync(join(__dirname, 'sunrise.png')),
	'img_v2_emulator-demo-chart': () => readFileSync(join(__dirname, 'chart.png')),
};
