/* eslint-disable @n8n/community-nodes/no-restricted-globals -- other work of the process */
import type { IExecuteFunctions } from 'n8n-workflow';

import { prepareAll } from '../../../../nodes/shared/n8n/prepareAll';
import type { MessageSource } from '../../../../nodes/shared/run/messageSource';
import { RunMemory } from '../../../../nodes/shared/run/runMemory';

test('while a thousand items are prepared, other work of the process gets its turn', async () => {
	let isPrepared = false;
	let turns = 0;
	const context = {
		isToolExecution: () => false,
		getNodeParameter() {
			throw new Error('an expression that failed');
		},
	} as unknown as IExecuteFunctions;
	const other = () => {
		if (isPrepared) return;
		turns++;
		setTimeout(other, 0);
	};
	setTimeout(other, 0);
	const planned = await prepareAll(context, {} as MessageSource, 1000, new RunMemory());
	isPrepared = true;
	expect(planned).toHaveLength(1000);
	expect(turns).toBeGreaterThanOrEqual(5);
});
