import type { INodeProperties } from 'n8n-workflow';

import { itemOptions, runOptions } from '../shared/options';
import { optionsField as fieldOf } from '../shared/options/optionsField';

/** How to send, and the rare fields of what an operation sends. */
export const optionsField = (ofOperation: readonly INodeProperties[]) =>
	fieldOf({ ...runOptions, ...itemOptions }, ofOperation);
