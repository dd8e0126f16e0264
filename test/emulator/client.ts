import axios, { type AxiosInstance, type AxiosResponse } from 'axios';

import {
	defaultSettings,
	defaultWorld,
	type Emulator,
	type EmulatorOptions,
	startEmulator,
} from '../../emulator/server';

type Headers = Record<string, string | undefined>;

/** An emulator and the calls that tests make to it, over a real socket. */
export interface Client {
	emulator: Emulator;
	/** Never throws on a status. */
	http: AxiosInstance;
	/** What a correct call carries. A header set to undefined by a test is not sent. */
	headers(): Promise<Record<string, string>>;
	token(): Promise<string>;
	/** The open_id of the person with this name. */
	openId(name: string): string;
	/** POST /open-apis/helpdesk/v1/message: a text to 林晓雨 unless told otherwise. */
	send(body?: Record<string, unknown>, headers?: Headers, query?: string): Promise<AxiosResponse>;
	/** Sends this content and returns the answer. */
	sendContent(msgType: string, content: unknown): Promise<AxiosResponse>;
}

export const receiver = '林晓雨';

export async function startClient(options: EmulatorOptions = {}): Promise<Client> {
	const emulator = await startEmulator(options);
	const http = axios.create({
		baseURL: emulator.url,
		validateStatus: () => true,
		proxy: false,
		maxRedirects: 0,
	});

	const token = async () => {
		const [app] = emulator.world.apps;
		const { data } = await http.post('/open-apis/auth/v3/tenant_access_token/internal', {
			app_id: app?.appId,
			app_secret: app?.appSecret,
		});
		return (data as { tenant_access_token: string }).tenant_access_token;
	};
	const headers = async () => ({
		Authorization: `Bearer ${await token()}`,
		'X-Lark-Helpdesk-Authorization': helpdeskHeader(emulator),
		'Content-Type': 'application/json; charset=utf-8',
	});
	const openId = (name: string) => {
		const person = emulator.world.people.find((candidate) => candidate.name === name);
		const id = person?.openId ?? '';
		return typeof id === 'string' ? id : (id[emulator.world.apps[0]?.appId ?? ''] ?? '');
	};
	const send: Client['send'] = async (body = {}, changed = {}, query = '') => {
		const message = {
			msg_type: 'text',
			content: JSON.stringify({ text: 'Hello' }),
			receiver_id: openId(receiver),
			receive_type: 'chat',
			...body,
		};
		return await http.post(`/open-apis/helpdesk/v1/message${query}`, message, {
			headers: { ...(await headers()), ...changed },
		});
	};
	const sendContent: Client['sendContent'] = async (msgType, content) =>
		await send({ msg_type: msgType, content: JSON.stringify(content) });
	return { emulator, http, headers, token, openId, send, sendContent };
}

/** As it was at the start: cheaper than starting another one for every test. */
export function startAfresh({ emulator }: Client): void {
	const { world, settings, inbox, faults } = emulator;
	delete world.openTicketAnswer;
	Object.assign(world, defaultWorld());
	Object.assign(settings, defaultSettings(), { quota: { limit: 0, windowMs: 60_000 } });
	emulator.expireTokens();
	inbox.clear();
	faults.clear();
}

export function helpdeskHeader({ world }: Emulator): string {
	const [helpdesk] = world.helpdesks;
	return Buffer.from(`${helpdesk?.helpdeskId}:${helpdesk?.helpdeskToken}`).toString('base64');
}

/** The whole body of a refusal, log id and all. */
export function refusalBody(answer: AxiosResponse, code: number, msg: string, error: object = {}) {
	const logId = answer.headers['x-tt-logid'] as string;
	return {
		code,
		msg,
		error: {
			log_id: logId,
			troubleshooter: `排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=${logId}&code=${code}`,
			...error,
		},
	};
}

/** The newest request in the inbox, as a test in the same process sees it. */
export function lastRequest({ inbox }: Emulator) {
	const request = inbox.requests.at(-1);
	if (!request) throw new Error('No request came in.');
	return request;
}

/** A PNG header of the given size: enough for the emulator, which reads no pixels. */
export function pngOf(width: number, height: number): Buffer {
	const bytes = Buffer.alloc(64);
	bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
	bytes.writeUInt32BE(width, 16);
	bytes.writeUInt32BE(height, 20);
	return bytes;
}

/** The form that uploads a picture. */
export function imageForm(bytes: Buffer = pngOf(1, 1), filename = 'picture.png'): FormData {
	const form = new FormData();
	form.append('image_type', 'message');
	form.append('image', new Blob([new Uint8Array(bytes)]), filename);
	return form;
}
