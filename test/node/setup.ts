/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-hardcoded-secrets -- the package is loaded from its folder; an address is no secret */
import { join } from 'node:path';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	IRun,
	NodeApiError,
} from 'n8n-workflow';

import { startEmulator, type Emulator, type EmulatorOptions } from '../../emulator/server';
import { accountOf, credentialOf } from '../support/credential';
import type { CredentialStore } from '../support/n8nEngine/credentials';
import { loadEngine, type Engine, type WorkflowJson } from '../support/n8nEngine/engine';
import {
	expectNoSecrets,
	logLines,
	searchPages,
	searchRun,
	searchValue,
	secretsOf,
} from './secretSearch';

export const ROOT = join(__dirname, '../..');
export const CREDENTIAL_ID = 'credential';

export interface Bench {
	readonly engine: Engine;
	readonly emulator: Emulator;
	/** A good credential for the emulator, freshly made: no token yet. */
	credential(change?: object): CredentialStore;
	/** Open IDs by name. */
	readonly openId: (name: string) => string;
}

let loaded: Promise<Engine> | undefined;

/** The built package on n8n-core, loaded once per test file, and a Feishu of its own. */
export async function setUp(options?: EmulatorOptions): Promise<Bench> {
	const started = await startEmulator(options);
	const engine = searched(await (loaded ??= loadEngine(ROOT)), started);
	const used = engine.credentials;
	let isOpen = true;
	const emulator = {
		...started,
		async close() {
			const found = isOpen ? await searchPages(started.url, secretsOf(used, started)) : [];
			isOpen = false;
			await started.close();
			expectNoSecrets(found);
		},
	};
	return {
		engine,
		emulator,
		credential: (change = {}) => ({
			[CREDENTIAL_ID]: { ...credentialOf(accountOf(emulator)), ...change },
		}),
		openId: (name) => {
			const person = emulator.world.people.find((candidate) => candidate.name === name);
			if (!person || typeof person.openId !== 'string')
				throw new TypeError(`No such person: ${name}`);
			return person.openId;
		},
	};
}

/** The engine, which looks for the credential's secrets in everything that a run leaves behind. */
export function searched(
	engine: Engine,
	emulator?: Emulator,
): Engine & { credentials: ICredentialDataDecryptedObject[] } {
	const credentials: ICredentialDataDecryptedObject[] = [];
	return {
		...engine,
		credentials,
		async run(workflow, store, onStart) {
			credentials.push(...Object.values(store));
			const run = await engine.run(workflow, store, onStart);
			// Once more: by now it holds the token that was fetched.
			credentials.push(...Object.values(store).map((credential) => ({ ...credential })));
			const secrets = secretsOf(credentials, emulator);
			expectNoSecrets([
				...searchRun(run, secrets),
				...searchValue('log', logLines.splice(0), secrets),
			]);
			return run;
		},
	};
}

/** A workflow with one Send Bot Message node, fed with the items. */
export function workflowOf(
	parameters: IDataObject,
	items: IDataObject[] = [{}],
	settings: Partial<INode> = {},
): WorkflowJson {
	return {
		nodes: [
			{
				id: '1',
				name: 'Trigger',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: '2',
				name: 'Send',
				type: 'n8n-nodes-feishu-helpdesk.sendBotMessage',
				typeVersion: 1,
				position: [220, 0],
				parameters: parameters as INode['parameters'],
				credentials: { feishuHelpdeskApi: { id: CREDENTIAL_ID, name: 'Feishu Helpdesk' } },
				...settings,
			},
		],
		connections: { Trigger: { main: [[{ node: 'Send', type: 'main', index: 0 }]] } },
		pinData: { Trigger: items.map((json) => ({ json })) },
	};
}

/** What the node put out: items by output. */
export function outputOf(run: IRun, node = 'Send'): INodeExecutionData[][] {
	return (run.data.resultData.runData[node]?.[0]?.data?.main ?? []).map((items) => items ?? []);
}

/** The error that ended the execution. */
export function errorOf(run: IRun): NodeApiError {
	if (run.status !== 'error' || !run.data.resultData.error)
		throw new TypeError(`The execution did not fail: ${run.status}`);
	return run.data.resultData.error as NodeApiError;
}

/** Requests by path, as the emulator received them. */
export function requestsTo({ inbox }: Emulator, path: string) {
	return inbox.requests.filter((request) => request.path === path);
}

export const MESSAGE_PATH = '/open-apis/helpdesk/v1/message';
export const TOKEN_PATH = '/open-apis/auth/v3/tenant_access_token/internal';
