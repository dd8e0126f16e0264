import type { EventType } from './eventType';
import { ticketClosed } from './ticketClosed';
import { ticketCreated } from './ticketCreated';
import { ticketStatusChanged } from './ticketStatusChanged';
import { ticketWaiting } from './ticketWaiting';

/** The events, in the order of the panel. A new one is a file of its own and its line here. */
export const eventTypes: readonly EventType[] = [
	ticketCreated,
	ticketStatusChanged,
	ticketClosed,
	ticketWaiting,
];
