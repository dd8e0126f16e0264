// What the panel of the node shows is data, and most of it words: mutants of it would tell nothing about the unit tests. Its
// names and values are compared by test/unit/savedWorkflows.test.ts.
const isOfPanel = (type) => JSON.stringify(type ?? null).includes('"INodeProperties"');

const isPanel = (path) => {
	const { node, parent } = path;
	if (path.isVariableDeclarator()) return isOfPanel(node.id.typeAnnotation);
	if (path.isFunctionDeclaration()) return isOfPanel(node.returnType);
	if (!path.isObjectProperty()) return false;
	const isType = parent.properties.some(({ key }) => key?.name === 'fields');
	return isType && ['fields', 'label', 'description'].includes(node.key.name);
};

export const strykerPlugins = [
	{ kind: 'Ignore', name: 'panel', value: { shouldIgnore: (path) => (isPanel(path) ? 'It is what the panel shows' : undefined) } },
];
