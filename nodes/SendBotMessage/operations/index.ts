import type { Operation } from '../../shared/n8n/operation';
import { send } from './send';
import { sendAndWait } from './sendAndWait';

/** Every operation, in the order of the dropdown. Dropdown, fields, subtitle and look-up are derived from this list. */
export const operations: readonly Operation[] = [send, sendAndWait];
