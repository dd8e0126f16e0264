import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
} from 'n8n-workflow';

/**
 * n8n's store of processed items, in memory. Like dist/deduplication of n8n 2.41.1, it reads a whole row and writes it back
 * later, without a lock: code that does not take turns loses entries here too.
 */
export class MemoryDeduplicator implements IDataDeduplicator {
	private readonly rows = new Map<string, DeduplicationItemTypes[]>();

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	) {
		const row = rowOf(scope, context);
		const known = await this.read(row);
		const lookup = new Set(known);
		const fresh = items.filter((item) => !lookup.has(item));
		await this.write(row, [...known, ...fresh].slice(-(options.maxEntries ?? Infinity)));
		return { new: fresh, processed: items.filter((item) => lookup.has(item)) };
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<void> {
		const row = rowOf(scope, context);
		const known = await this.read(row);
		const gone = new Set(items);
		await this.write(
			row,
			known.filter((item) => !gone.has(item)),
		);
	}

	async clearAllProcessedItems(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<void> {
		await this.write(rowOf(scope, context), []);
	}

	async getProcessedDataCount(
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<number> {
		return (await this.read(rowOf(scope, context))).length;
	}

	private async read(row: string): Promise<DeduplicationItemTypes[]> {
		await Promise.resolve();
		return this.rows.get(row) ?? [];
	}

	private async write(row: string, items: DeduplicationItemTypes[]): Promise<void> {
		await Promise.resolve();
		this.rows.set(row, items);
	}
}

function rowOf(scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData): string {
	return `${workflow.id} ${scope === 'node' ? node?.id : ''}`;
}
