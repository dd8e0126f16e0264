/** What must stand somewhere in a card; cardShape.ts says when it does. */
export type Need =
	| 'card'
	| 'header'
	| 'languages'
	| 'elements'
	| 'inner'
	| 'rootComponent'
	| 'component'
	| 'columns'
	| 'column'
	| 'actions'
	| 'notes'
	| 'note'
	| 'fields'
	| 'field'
	| 'text'
	| 'words'
	| 'imageKey'
	| 'list'
	| 'object';

interface Component {
	/** Attributes without which Feishu's document does not allow it, and what they have to be. */
	readonly must?: Readonly<Record<string, Need>>;
	/** Attributes that need not be there. */
	readonly may?: Readonly<Record<string, Need>>;
	/** At least one of them has to be there. */
	readonly oneOf?: readonly string[];
	/** True of what has to stand inside an action, unless another container is around it. */
	readonly isInteractive?: boolean;
}

const chooser: Component = {
	may: { placeholder: 'text', options: 'list' },
	isInteractive: true,
};

/**
 * Every component of a card in JSON 1.0 and what Feishu's documents want of it; of those without attributes here, such as
 * charts, nothing is checked:
 * https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-components/component-overview
 */
export const components: ReadonlyMap<string, Component> = new Map<string, Component>([
	[
		'div',
		{
			may: { text: 'text', fields: 'fields', extra: 'component' },
			oneOf: ['text', 'fields', 'extra'],
		},
	],
	['markdown', { must: { content: 'words' } }],
	['hr', {}],
	['img', { must: { img_key: 'imageKey', alt: 'text' }, may: { title: 'text' } }],
	['note', { must: { elements: 'notes' } }],
	['action', { must: { actions: 'actions' } }],
	[
		'button',
		{
			must: { text: 'text' },
			may: { multi_url: 'object', behaviors: 'list' },
			isInteractive: true,
		},
	],
	['overflow', { must: { options: 'list' }, isInteractive: true }],
	['select_static', chooser],
	['select_person', chooser],
	['multi_select_static', {}],
	['multi_select_person', {}],
	['date_picker', chooser],
	['picker_time', chooser],
	['picker_datetime', chooser],
	['column_set', { must: { columns: 'columns' } }],
	['column', { may: { elements: 'inner' } }],
	['form', { must: { elements: 'inner' } }],
	['interactive_container', { must: { elements: 'inner' } }],
	['collapsible_panel', { may: { elements: 'inner' } }],
	['img_combination', {}],
	['input', {}],
	['select_img', {}],
	['checker', {}],
	['chart', {}],
	['table', {}],
	['person', {}],
	['person_list', {}],
	['repeat', {}],
	['audio', {}],
]);
