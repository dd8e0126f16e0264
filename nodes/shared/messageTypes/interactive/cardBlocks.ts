import type { INodeProperties } from 'n8n-workflow';

import { isJsonObject, type Parameters } from '../../parameters/readParameter';
import { problem, success, type Problem, type Result } from '../../result';
import { blockTypes } from './blocks';
import type { BlockType } from './blocks/blockType';

const typeField: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	noDataExpression: true,
	options: blockTypes.map(({ type, label, description }) => ({ name: label, value: type, description })),
	default: 'markdown',
	description: 'What to show here',
};

const blockFields = blockTypes.flatMap(({ type, fields }) =>
	fields.map((field) => ({
		...field,
		displayOptions: { ...field.displayOptions, show: { type: [type], ...field.displayOptions?.show } },
	})),
);

/** Heads a folded block in the panel, e.g. "Field: Amount". What expressions give is not known there. */
const itemTitle =
	'={{ (() => { const { value, properties } = $collection.item; const type = properties.find((p) => p.name === "type").options.find((o) => o.value === value.type).name; const words = String(value.name || value.text || ""); return words && !words.startsWith("=") ? type + ": " + words.slice(0, 60) : type; })() }}';

export const cardBlocks: INodeProperties = {
	displayName: 'Blocks',
	name: 'cardBlocks',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true, fixedCollection: { itemTitle } },
	placeholder: 'Add Block',
	default: {},
	description: 'What the card shows, from top to bottom. Fields that follow one another share two columns, buttons that follow one another share a row.',
	options: [{ displayName: 'Block', name: 'block', values: [typeField, ...blockFields] }],
};

/** Blocks of one type in a row, compiled. */
interface Run {
	readonly blockType: BlockType;
	readonly parts: object[];
}

export function compileBlocks(parameters: Parameters): Result<object[]> {
	const blocks = readBlocks(parameters.cardBlocks);
	if (!blocks.ok) return blocks;
	const runs: Run[] = [];
	for (const [index, block] of blocks.value.entries()) {
		const blockType = blockTypes.find(({ type }) => type === block.type);
		if (!blockType) {
			return inBlock(index, { field: 'type', message: "'Type' has a value that does not exist", hint: `Choose one of ${blockTypes.map(({ type }) => type).join(', ')}.` });
		}
		const part = blockType.compile(block);
		if (!part.ok) return inBlock(index, part.problem);
		const last = runs.at(-1);
		if (blockType.join && last?.blockType === blockType) last.parts.push(part.value);
		else runs.push({ blockType, parts: [part.value] });
	}
	return success(runs.flatMap(({ blockType, parts }) => blockType.join?.(parts) ?? parts));
}

function readBlocks(value: unknown): Result<readonly Parameters[]> {
	const list = isJsonObject(value) ? (value.block ?? []) : (value ?? '') === '' ? [] : undefined;
	if (Array.isArray(list) && [...(list as unknown[])].every(isJsonObject)) return success(list);
	return problem('cardBlocks', "'Blocks' is not a list of blocks", 'It looks like {"block":[{"type":"markdown","text":"…"}]}.');
}

/** The panel marks the whole list, so the message says which block is meant. */
function inBlock(index: number, { message, hint }: Problem): Result<never> {
	return problem('cardBlocks', message.replace(/^'[^']*'/, (label) => `${label} of block ${index + 1}`), hint);
}
