import type { INodeProperties } from 'n8n-workflow';

import { itemTitle } from '../../parameters/itemTitle';
import { readEntries } from '../../parameters/readEntries';
import { isJsonObject, type Parameters } from '../../parameters/readParameter';
import { readVariant, variantFields } from '../../parameters/variants';
import { andThen, success, type Result } from '../../result';
import { blockTypes } from './blocks';
import type { BlockType } from './blocks/blockType';
import { savedOf } from './readMarkdown';

const type = {
	displayName: 'Type',
	name: 'type',
	noDataExpression: true,
	default: 'markdown',
	description: 'What to show here',
};

export const cardBlocks: INodeProperties = {
	displayName: 'Blocks',
	name: 'cardBlocks',
	type: 'fixedCollection',
	typeOptions: {
		multipleValues: true,
		sortable: true,
		fixedCollection: { itemTitle: itemTitle('type') },
	},
	placeholder: 'Add Block',
	default: {},
	description:
		'What the card shows, from top to bottom. Fields that follow one another share two columns, buttons that follow one another share a row. Expressions fill the fields of a block, not the list: n8n drops an expression in its place.',
	options: [{ displayName: 'Block', name: 'block', values: variantFields(type, blockTypes) }],
};

/** Blocks of one type that follow one another, compiled. */
interface Row {
	readonly blockType: BlockType;
	readonly parts: object[];
}

export function compileBlocks(parameters: Parameters): Result<object[]> {
	const saved = savedOf(parameters);
	if (!saved.ok) return saved;
	const blocks = readEntries(
		parameters,
		{ field: 'cardBlocks', label: 'Blocks', entry: 'block' },
		(block, index) => compileBlock(block, saved.value && savedBlock(saved.value, index)),
	);
	return andThen(blocks, (compiled) => {
		const rows: Row[] = [];
		for (const { blockType, part } of compiled) {
			const last = rows.at(-1);
			if (blockType.join && last?.blockType === blockType) last.parts.push(part);
			else rows.push({ blockType, parts: [part] });
		}
		return success(rows.flatMap(({ blockType, parts }) => blockType.join?.(parts) ?? parts));
	});
}

/** Empty where an expression gave the block as a whole. */
function savedBlock({ cardBlocks }: Parameters, index: number): Parameters {
	const blocks = isJsonObject(cardBlocks) ? cardBlocks.block : undefined;
	return Array.isArray(blocks) && isJsonObject(blocks[index]) ? blocks[index] : {};
}

function compileBlock(
	block: Parameters,
	saved: Parameters | undefined,
): Result<{ blockType: BlockType; part: object }> {
	const blockType = readVariant(block, type, blockTypes);
	return andThen(blockType, (chosen) =>
		andThen(chosen.compile(block, saved), (part) => success({ blockType: chosen, part })),
	);
}
