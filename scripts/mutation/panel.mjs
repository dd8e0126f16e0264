// What the node's panel shows is data, mostly texts: mutants of it would say nothing about the unit tests.
// test/unit/savedWorkflows.test.ts compares its names and values.
const isOfPanel = (type) => JSON.stringify(type ?? null).includes('"INodeProperties"');

const isPanel = (path) => {
	const { node, parent } = path;
	if (path.isVariableDeclarator()) return isOfPanel(node.id.typeAnnotation);
	if (path.isFunctionDeclaration()) return isOfPanel(node.returnType);
	if (!path.isObjectProperty()) return false;
	const has = (name) => parent.properties.some(({ key }) => key?.name === name);
	if (has('fields')) return ['fields', 'label', 'description'].includes(node.key.name);
	// The choices of a dropdown.
	const isInList = path.parentPath.parentPath.isArrayExpression();
	return isInList && has('name') && has('value') && ['name', 'description'].includes(node.key.name);
};

export const strykerPlugins = [
	{
		kind: 'Ignore',
		name: 'panel',
		value: { shouldIgnore: (path) => (isPanel(path) ? 'It is what the panel shows' : undefined) },
	},
];
