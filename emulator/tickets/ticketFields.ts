/** The customized ticket fields of every helpdesk. `options` makes one a dropdown: a tag (a UUID) and what people see. */
export const ticketFields: ReadonlyArray<{
	id: string;
	keyName: string;
	displayName: string;
	options?: ReadonlyArray<{ tag: string; displayName: string }>;
}> = [
	{
		id: '6834320707288072191',
		keyName: 'category',
		displayName: 'Category',
		options: [
			{ tag: '1f6c0a52-7d1e-4c3b-9a57-0b6d2f4e8c11', displayName: 'Hardware' },
			{ tag: '5b0e9d84-2c6f-4a17-8e39-f1a7c3d5b022', displayName: 'Accounts' },
			{ tag: 'a3d7f216-94b8-4e5c-b160-6c8e2d9f7a33', displayName: 'Expenses' },
		],
	},
	{ id: '6834320707288072192', keyName: 'office', displayName: 'Office' },
	{ id: '6834320707288072193', keyName: 'urgency', displayName: 'Urgency' },
];
