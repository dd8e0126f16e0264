import type { IDataObject, INode } from 'n8n-workflow';

import type { WorkflowJson } from '../support/n8nEngine/engine';
import { workflowOf } from './setup';

export const TICKETS_PATH = '/open-apis/helpdesk/v1/tickets';

/** A workflow with one Feishu Helpdesk node, fed with the items. */
export function helpdesk(
	parameters: IDataObject,
	items: IDataObject[] = [{}],
	settings: Partial<INode> = {},
): WorkflowJson {
	return workflowOf(parameters, items, {
		type: 'n8n-nodes-feishu-helpdesk.feishuHelpdesk',
		...settings,
	});
}
