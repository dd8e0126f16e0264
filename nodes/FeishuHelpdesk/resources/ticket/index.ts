import type { Resource } from '../resource';
import { get } from './get';
import { getMany } from './getMany';

export const ticket: Resource = { value: 'ticket', label: 'Ticket', operations: [get, getMany] };
