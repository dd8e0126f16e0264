import type { Resource } from './resource';
import { ticket } from './ticket';
import { ticketMessage } from './ticketMessage';

/** Every resource, in the order of the dropdown. Dropdowns, fields, subtitle and look-up are derived from this list. */
export const resources: readonly Resource[] = [ticket, ticketMessage];
