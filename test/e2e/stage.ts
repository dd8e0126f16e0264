import { startEmulator, type Emulator } from '../../emulator/server';
import { createCredential } from '../support/n8nServer/workflows';
import { openBrowser, startRealN8n, type Browser, type RealN8n } from './realN8n';

/** What a file of tests plays on. Its values are there once the tests run. */
export interface Stage {
	readonly emulator: Emulator;
	readonly n8n: RealN8n;
	/** Its owner is signed in. */
	readonly browser: Browser;
	/** Of the credential for the emulator. */
	readonly credentialId: string;
}

/** The real n8n in a browser, and an emulator with an empty inbox for each test. */
export function setUpStage(): Stage {
	const stage: { -readonly [Part in keyof Stage]?: Stage[Part] } = {};
	beforeAll(async () => {
		stage.emulator = await startEmulator();
		stage.n8n = await startRealN8n();
		stage.browser = await openBrowser(stage.n8n);
		stage.credentialId = await createCredential(stage.n8n.api, stage.emulator);
	});
	afterAll(async () => {
		await stage.browser?.close();
		await stage.emulator?.close();
		await stage.n8n?.stop();
	});
	beforeEach(() => stage.emulator?.inbox.clear());
	return stage as Stage;
}
