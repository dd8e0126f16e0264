/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- the recorded list is a file */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { FeishuHelpdeskApi } from '../../credentials/FeishuHelpdeskApi.credentials';
import { fields as feishuHelpdesk } from '../../nodes/FeishuHelpdesk/fields';
import { fields as feishuHelpdeskTrigger } from '../../nodes/FeishuHelpdesk/trigger/fields';
import { fields as sendBotMessage } from '../../nodes/SendBotMessage/fields';

const RECORD = join(__dirname, '../fixtures/saved-workflows.json');

/** Every name, value and default that a saved workflow or credential may hold, one line each. */
function linesOf(properties: readonly INodeProperties[], path = ''): string[] {
	return properties.flatMap(({ name, type, default: preset, options = [], modes = [] }) => {
		const here = `${path}${name}`;
		return [
			`${here}: ${type} = ${JSON.stringify(preset)}`,
			...modes.map((mode) => `${here} mode ${JSON.stringify(mode.name)}`),
			...options.flatMap((option) => linesOfOption(option, here)),
		];
	});
}

function linesOfOption(
	option: NonNullable<INodeProperties['options']>[number],
	path: string,
): string[] {
	if ('values' in option)
		return linesOf((option as INodePropertyCollection).values, `${path}.${option.name}.`);
	if ('value' in option) return [`${path} | ${JSON.stringify(option.value)}`];
	return linesOf([option as INodeProperties], `${path}.`);
}

test('names, values and defaults are those on record: saved workflows hold them', () => {
	const record = JSON.parse(readFileSync(RECORD, 'utf8')) as Record<string, string[]>;
	// Before 1.0 a change may be recorded here; from then on only additions.
	expect({
		node: [...new Set(linesOf(sendBotMessage))].sort(),
		feishuHelpdesk: [...new Set(linesOf(feishuHelpdesk))].sort(),
		feishuHelpdeskTrigger: [...new Set(linesOf(feishuHelpdeskTrigger))].sort(),
		credential: [...new Set(linesOf(new FeishuHelpdeskApi().properties))].sort(),
	}).toEqual(record);
});
