import { documents } from '../documents';
import { callingApp, callingHelpdesk, missingScope } from '../gateway/callers';
import { fieldViolations, parameter } from '../gateway/parameters';
import { isRefusal, type Outcome } from '../gateway/refusal';
import type { ReceivedRequest } from '../inbox';
import type { EmulatorState } from '../state';
import { ticketFields } from '../tickets/ticketFields';

const MAX_PAGE_SIZE = 100;

/**
 * GET /open-apis/helpdesk/v1/ticket_customized_fields: it is read-only and needs both
 * credentials, so it can test them.
 */
export function ticketCustomizedFields(request: ReceivedRequest, state: EmulatorState): Outcome {
	const app = callingApp(request, state);
	if (isRefusal(app)) return app;
	const noScope = missingScope(app, ['helpdesk:all:readonly']);
	if (noScope) return noScope;
	const pageSize = parameter(request, 'page_size') ?? '20';
	const pageToken = parameter(request, 'page_token') ?? '';
	if (!/^\d+$/.test(pageSize) || Number(pageSize) > MAX_PAGE_SIZE) {
		return fieldViolations([
			{ field: 'page_size', value: pageSize, description: `the max value is ${MAX_PAGE_SIZE}` },
		]);
	}
	const helpdesk = callingHelpdesk(request, app, state, () => undefined);
	if (isRefusal(helpdesk)) return helpdesk;

	const fields = fieldsOf(helpdesk.helpdeskId);
	const start =
		pageToken === ''
			? 0
			: fields.findIndex((field) => field.ticket_customized_field_id === pageToken);
	if (start < 0) {
		return {
			status: 400,
			code: 154000,
			msg: 'Bad request, please check your request body',
			error: {},
			reason: `The page_token "${pageToken}" did not come from an answer of this call.`,
			known: 'document',
			source: documents.ticketCustomizedFields,
		};
	}
	const end = start + (Number(pageSize) || 20);
	const next = fields[end];
	const data = {
		has_more: next !== undefined,
		next_page_token: next?.ticket_customized_field_id ?? '',
		items: fields.slice(start, end),
	};
	return { body: { code: 0, msg: 'success', data } };
}

function fieldsOf(helpdeskId: string) {
	return ticketFields.map(({ id, keyName, displayName, options }, index) => ({
		ticket_customized_field_id: id,
		helpdesk_id: helpdeskId,
		key_name: keyName,
		display_name: displayName,
		position: String(index + 1),
		field_type: options ? 'dropdown' : 'string',
		description: '',
		visible: true,
		editable: true,
		required: false,
		created_at: '1591239289000',
		updated_at: '1591239289000',
		...(options && {
			dropdown_options: {
				children: options.map((option) => ({
					tag: option.tag,
					display_name: option.displayName,
				})),
			},
			dropdown_allow_multiple: false,
		}),
	}));
}
