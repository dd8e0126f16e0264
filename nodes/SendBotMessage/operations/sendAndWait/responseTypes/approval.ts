import type { INodeProperties } from 'n8n-workflow';

import type { Choice } from '../../../../shared/parameters/choice';
import {
	readChoice,
	readCollection,
	type Parameters,
} from '../../../../shared/parameters/readParameter';
import { andThen, problem, success, type Result } from '../../../../shared/result';
import type { Answer, ButtonStyle } from '../question';
import { readLabel, type ResponseType } from './responseType';

const styles: ReadonlyArray<Choice<ButtonStyle> & { description: string }> = [
	{ name: 'Danger', value: 'danger', description: 'Red' },
	{ name: 'Default', value: 'default', description: 'Black' },
	{ name: 'Primary', value: 'primary', description: 'Blue' },
];

const approvalTypes = [
	{ name: 'Approve and Disapprove', value: 'double' },
	{ name: 'Approve Only', value: 'single' },
] as const;

function styleField(
	displayName: string,
	name: string,
	preset: ButtonStyle,
	approvalType: string[],
): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		displayOptions: { show: { approvalType } },
		options: [...styles],
		default: preset,
	};
}

/** Names and values of the fields are those of n8n's own nodes; for its human review of AI tools n8n looks for them. */
export const approval: ResponseType = {
	value: 'approval',
	label: 'Approval',
	description: 'Approve and decline, or approve only',
	fields: [
		{
			displayName: 'Approval Options',
			name: 'approvalOptions',
			type: 'fixedCollection',
			placeholder: 'Customize Buttons',
			default: {},
			description:
				'How many buttons there are and what they say. Without it there are two, Approve and Decline, in Chinese where the question is in Chinese.',
			options: [
				{
					displayName: 'Buttons',
					name: 'values',
					values: [
						{
							displayName: 'Type of Approval',
							name: 'approvalType',
							type: 'options',
							options: [...approvalTypes],
							default: 'double',
						},
						{
							displayName: 'Approve Button Label',
							name: 'approveLabel',
							type: 'string',
							default: '',
							placeholder: 'e.g. Approve',
							description: 'Left empty: Approve, or 同意 where the question is in Chinese',
							displayOptions: { show: { approvalType: ['single', 'double'] } },
						},
						styleField('Approve Button Style', 'buttonApprovalStyle', 'primary', [
							'single',
							'double',
						]),
						{
							displayName: 'Disapprove Button Label',
							name: 'disapproveLabel',
							type: 'string',
							default: '',
							placeholder: 'e.g. Decline',
							description: 'Left empty: Decline, or 拒绝 where the question is in Chinese',
							displayOptions: { show: { approvalType: ['double'] } },
						},
						styleField('Disapprove Button Style', 'buttonDisapprovalStyle', 'default', ['double']),
					],
				},
			],
		},
	],
	answersOf({ approvalOptions }, labels) {
		const read = andThen(
			readCollection(approvalOptions, 'approvalOptions', 'Approval Options'),
			(collection) => readCollection(collection.values, 'approvalOptions', 'Approval Options'),
		);
		if (!read.ok) return read;
		const values = read.value;
		const type = readChoice(
			{ approvalType: values.approvalType ?? 'double' },
			'approvalType',
			'Type of Approval',
			approvalTypes,
		);
		if (!type.ok) return inOptions(type);
		const approve = readButton(
			values,
			'approveLabel',
			'Approve Button Label',
			labels.approve,
			'buttonApprovalStyle',
			'Approve Button Style',
			'primary',
			true,
		);
		if (!approve.ok || type.value === 'single')
			return approve.ok ? success([approve.value]) : inOptions(approve);
		const decline = readButton(
			values,
			'disapproveLabel',
			'Disapprove Button Label',
			labels.decline,
			'buttonDisapprovalStyle',
			'Disapprove Button Style',
			'default',
			false,
		);
		return decline.ok ? success([approve.value, decline.value]) : inOptions(decline);
	},
};

function readButton(
	values: Parameters,
	labelField: string,
	labelName: string,
	fallback: string,
	styleName: string,
	styleLabel: string,
	preset: ButtonStyle,
	approved: boolean,
): Result<Answer> {
	const label = readLabel(values, labelField, labelName, fallback);
	if (!label.ok) return label;
	const style = readChoice(
		{ [styleName]: values[styleName] ?? preset },
		styleName,
		styleLabel,
		styles,
	);
	if (!style.ok) return style;
	return success({
		key: approved ? 'approve' : 'decline',
		label: label.value,
		style: style.value,
		data: { approved },
	});
}

/** The panel marks the whole collection. */
function inOptions({
	problem: { message, hint },
}: Extract<Result<unknown>, { ok: false }>): Result<never> {
	return problem('approvalOptions', message, hint);
}
