import { defaultWorld, type World } from '../../emulator/server';

/** The default world with as many people as asked for: person 0 has the Open ID `ou_0`. */
export function crowd(size: number): World {
	const world = defaultWorld();
	const tenant = world.apps[0]?.tenant ?? '';
	const people = Array.from({ length: size }, (_, i) => ({
		name: `Person ${i}`,
		openId: `ou_${i}`,
		unionId: `on_${i}`,
		userId: `user${i}`,
		tenant,
	}));
	return { ...world, people };
}
