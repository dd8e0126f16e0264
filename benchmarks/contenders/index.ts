/* eslint-disable @typescript-eslint/no-require-imports -- only the one that is measured may be loaded */
import type { Contender, Target } from './contender';

export type ContenderName =
	'ourNode' | 'httpRequestNode' | 'n8nHelperLoop' | 'officialSdk' | 'axiosLoop' | 'bareHttp';

/** Each is loaded alone in its own process. The file has the same name as the function in it. */
export async function loadContender(name: ContenderName, target: Target): Promise<Contender> {
	const file = require(`./${name}`) as Record<
		ContenderName,
		(target: Target) => Promise<Contender>
	>;
	return await file[name](target);
}
