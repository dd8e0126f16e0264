import { modelWrites } from '../../../../../nodes/SendBotMessage/operations/sendAndWait/toolReview/modelWrites';

test.each([
	'={{ $json.manager }}',
	"={{ $json['manager'] }}",
	'={{ $input.item.json.manager }}',
	'={{ $input.first().json.manager }}',
	'={{ $tool.parameters.manager }}',
	"={{ $fromAI('manager') }}",
	"={{ $fromAi('manager') }}",
	"={{ $fromai('manager') }}",
	'={{ $data.manager }}',
	'={{ $item(0).$json.manager }}',
	'={{ $items()[0].json.manager }}',
	'={{ $parameter.message }}',
	'={{ $rawParameter.message }}',
	'={{ $binary.file.fileName }}',
	'=zhao@{{ $vars.host || $json.host }}',
	"={{ $jmespath($json, 'manager') }}",
	'={{ $somethingNew.manager }}',
])('the model writes %s', (expression) => {
	expect(modelWrites(expression)).toBe(true);
	expect(modelWrites({ values: { a: 'fixed', b: [expression] } })).toBe(true);
});

test.each([
	'zhao.min@example.com',
	'',
	'{{ $json.manager }}',
	'=zhao@example.com',
	"={{ $('Form').first().json.manager }}",
	'={{ $node["Form"].json.manager }}',
	'={{ $now.toISO() }}',
	'={{ $vars.manager }}',
	'=costs $100',
	'={{ $workflow.name }}',
	null,
	undefined,
	1,
	true,
	{},
	[],
])('nobody but the builder and other nodes write %j', (parameter) => {
	expect(modelWrites(parameter)).toBe(false);
	expect(modelWrites({ values: { a: parameter } })).toBe(false);
});
