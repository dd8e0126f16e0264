import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';

import { receiverFields } from '../../../../nodes/shared/receivers/fields';

const node = { typeVersion: 1 } as INode;

/** Placeholders of the fields for the ID that n8n shows. */
const shownFor = (receiverIdType: string) =>
	receiverFields
		.filter(
			(field) =>
				field.name === 'receiverId' &&
				NodeHelpers.displayParameter({ receiverIdType }, field, node, {
					properties: receiverFields,
				} as INodeTypeDescription),
		)
		.map(({ placeholder }) => placeholder);

test.each([
	['email', 'e.g. li.hua@example.com'],
	['mobile', 'e.g. 13800138000'],
	['open_id', 'e.g. ou_7346484524'],
	['union_id', 'e.g. on_94a1ee5551019f18cd73d9f111898cf2'],
	['user_id', 'e.g. 3e3cf96b'],
	['={{ $json.idType }}', 'e.g. ou_7346484524'],
])(
	'there is one field for the ID, with an example of the chosen type: %s',
	(receiverIdType, placeholder) => {
		expect(shownFor(receiverIdType)).toEqual([placeholder]);
	},
);
