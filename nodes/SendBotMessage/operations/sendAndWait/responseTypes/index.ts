import { acknowledgement } from './acknowledgement';
import { approval } from './approval';
import { choice } from './choice';
import { freeText } from './freeText';
import type { ResponseType } from './responseType';

/** Every way of answering, in the order of the dropdown. Dropdown, fields and look-up are derived from this list. */
export const responseTypes: readonly ResponseType[] = [acknowledgement, approval, choice, freeText];
