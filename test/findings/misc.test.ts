/**
 * What comes out: known not to hold yet; see the changelog and the issue tracker. `test.failing`
 * turns red when one holds: then it becomes a plain test. The plain tests show that the setting works.
 */
import type { IDataObject } from 'n8n-workflow';

import type { WorkflowJson } from '../support/n8nEngine/engine';
import { errorOf, outputOf, type Bench } from '../node/setup';
import { CONTINUE, addresses, people, sending, start } from './setup';

let bench: Bench;
beforeEach(async () => {
	bench = await start();
});

/** The items get the file `week.png` in the field `data`. */
function withPicture(workflow: WorkflowJson): WorkflowJson {
	const data =
		'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFAAH/VscvDQAAAABJRU5ErkJggg==';
	const binary = { data: { data, mimeType: 'image/png', fileName: 'week.png' } };
	return {
		...workflow,
		pinData: { Trigger: (workflow.pinData?.Trigger ?? []).map((item) => ({ ...item, binary })) },
	};
}

describe('errors', () => {
	test.failing('the error output keeps what the input held, by whatever name', async () => {
		const item: IDataObject = {
			to: 'ou_stranger',
			error: 'the error of the order',
			message: 'the message of the order',
			details: { of: 'the details of the order' },
		};
		const run = await bench.engine.run(
			sending([item], {}, { onError: 'continueErrorOutput' }),
			bench.credential(),
		);
		const failed = JSON.stringify(outputOf(run)[1]?.[0]?.json);
		expect(
			['the error of the order', 'the message of the order', 'the details of the order'].filter(
				(words) => !failed.includes(words),
			),
		).toEqual([]);
	});

	test.failing('a file that is missing: the error says which files the item has', async () => {
		const image = { messageType: 'image', imageSource: 'binary', imageBinaryField: 'photo' };
		const run = await bench.engine.run(
			withPicture(sending(people(1), {}, CONTINUE, image)),
			bench.credential(),
		);
		const { error, message } = outputOf(run)[0]?.[0]?.json ?? {};
		expect(`${String(error)} ${String(message)}`).toMatch(/data.*week\.png/);
	});

	test.failing(
		'somebody whom nobody knows: the title says who, and the text how to go on with the others',
		async () => {
			const run = await bench.engine.run(
				sending([...addresses(1), { to: 'nobody@example.com' }]),
				bench.credential(),
			);
			expect(errorOf(run).message).toContain('nobody@example.com');
			expect(errorOf(run).description).toContain('On Error');
		},
	);
});
