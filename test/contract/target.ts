/* eslint-disable @n8n/community-nodes/no-restricted-globals -- the real service is named by environment variables */
import { startEmulator, type Emulator } from '../../emulator/server';
import { accountOf, type Account } from '../support/credential';

/** A Feishu to talk to: an emulator of one's own, or the real one. */
export interface Target extends Account {
	/** Open ID of the one person who receives everything. */
	readonly receiver: string;
	/** E-mail address or mobile number of the receiver. */
	readonly email?: string;
	/** Open ID of a person whose ticket is in progress. */
	readonly receiverWithTicket?: string;
	/** In progress: messages go into it. */
	readonly ticketId?: string;
	/** Of another helpdesk. */
	readonly ticketElsewhere?: string;
	/** A published card template that the app may use, without variables. */
	readonly templateId?: string;
	/** Only if it runs in this process. */
	readonly emulator?: Emulator;
	close(): Promise<void>;
}

const requiredVariables = {
	FEISHU_LIVE_APP_ID: 'App ID of a custom app',
	FEISHU_LIVE_APP_SECRET: 'its App Secret',
	FEISHU_LIVE_HELPDESK_ID: 'Helpdesk ID of a helpdesk of the same tenant',
	FEISHU_LIVE_HELPDESK_TOKEN: 'its token',
	FEISHU_LIVE_RECEIVER: 'Open ID (ou_…) of the one person who receives everything',
};

export const optionalVariables = {
	FEISHU_LIVE_BASE_URL: 'where to send instead of https://open.feishu.cn',
	FEISHU_LIVE_EMAIL: "the receiver's e-mail address, to be looked up",
	FEISHU_LIVE_TEMPLATE_ID: 'a published card template without required variables, to be sent',
	FEISHU_LIVE_TICKET_ID: 'a ticket of the receiver in progress, into which two messages may go',
	FEISHU_LIVE_OTHER_TICKET_ID:
		'a ticket of another helpdesk of the same tenant; it is only asked for',
	FEISHU_LIVE_OPEN_TICKET: 'yes, once the receiver has a ticket in progress',
};

type Variable = keyof typeof requiredVariables | keyof typeof optionalVariables;

const variable = (name: Variable) => process.env[name]?.trim() || undefined;

/** Names with their meanings. */
export function missingVariables(): Array<[string, string]> {
	return Object.entries(requiredVariables).filter(([name]) => !variable(name as Variable));
}

/** Set by test/contract/jest.live.config.js alone: variables that happen to be set must not make `npm test` send anything. */
export const isLive = (globalThis as { feishuLive?: boolean }).feishuLive === true;

export async function openTarget(): Promise<Target> {
	return isLive ? liveTarget() : await emulatorTarget();
}

export function liveTarget(): Target {
	const required = (name: keyof typeof requiredVariables) => variable(name) ?? '';
	const receiver = required('FEISHU_LIVE_RECEIVER');
	return {
		baseUrl: (variable('FEISHU_LIVE_BASE_URL') ?? 'https://open.feishu.cn').replace(/\/+$/, ''),
		appId: required('FEISHU_LIVE_APP_ID'),
		appSecret: required('FEISHU_LIVE_APP_SECRET'),
		helpdeskId: required('FEISHU_LIVE_HELPDESK_ID'),
		helpdeskToken: required('FEISHU_LIVE_HELPDESK_TOKEN'),
		receiver,
		email: variable('FEISHU_LIVE_EMAIL'),
		receiverWithTicket: variable('FEISHU_LIVE_OPEN_TICKET') === 'yes' ? receiver : undefined,
		ticketId: variable('FEISHU_LIVE_TICKET_ID'),
		ticketElsewhere: variable('FEISHU_LIVE_OTHER_TICKET_ID'),
		templateId: variable('FEISHU_LIVE_TEMPLATE_ID'),
		close: async () => undefined,
	};
}

export async function emulatorTarget(): Promise<Target & { readonly emulator: Emulator }> {
	const emulator = await startEmulator({ quota: { limit: 0, windowMs: 60_000 } });
	const { people, templates } = emulator.world;
	const [receiver] = people;
	const withTicket = people.find((person) => emulator.tickets.openOf(person).length > 0);
	if (!receiver || !withTicket) throw new TypeError('The world of the emulator lacks somebody');
	const [{ tenant = '' } = {}] = emulator.world.helpdesks;
	emulator.world.helpdesks.push({ helpdeskId: '1', helpdeskToken: 'ht-other', tenant });
	const elsewhere = emulator.tickets.create({ guest: withTicket.name, helpdeskId: '1' });
	return {
		...accountOf(emulator),
		receiver: String(receiver.openId),
		email: receiver.email,
		receiverWithTicket: String(withTicket.openId),
		ticketId: emulator.tickets.openOf(withTicket)[0]?.ticketId,
		ticketElsewhere: elsewhere.ticketId,
		templateId: templates?.[0],
		emulator,
		close: () => emulator.close(),
	};
}
