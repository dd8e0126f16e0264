import { createHash } from 'node:crypto';

interface Dated {
	id: string;
	createdAt: number;
	updatedAt: number;
}

/**
 * In which order lists come: by what, smallest first. Feishu documents none, so a client must work with any. `recentlyUpdatedFirst`
 * moves tickets from page to page while somebody reads; `shuffled` has nothing to do with time, and is the same for every page.
 */
export const orders = {
	newestFirst: ({ createdAt }: Dated) => -createdAt,
	oldestFirst: ({ createdAt }: Dated) => createdAt,
	recentlyUpdatedFirst: ({ createdAt, updatedAt }: Dated) => -Math.max(createdAt, updatedAt),
	shuffled: ({ id }: Dated) => createHash('sha1').update(id).digest().readUIntBE(0, 6),
};
export type Order = keyof typeof orders;

export function ordered<T>(all: T[], order: Order, datedOf: (one: T) => Dated): T[] {
	return all
		.map((one) => ({ one, key: orders[order](datedOf(one)) }))
		.sort((one, other) => one.key - other.key)
		.map(({ one }) => one);
}
