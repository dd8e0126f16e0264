/** What an expression can read that no model wrote: the output of other nodes, by `$('…')`, and what holds for the execution. */
const OTHERS = new Set(
	'$execution $executionId $if $ifEmpty $jmespath $max $min $mode $node $nodeId $nodeVersion $now $runIndex $secrets $today $vars $env $workflow'.split(
		' ',
	),
);

/**
 * True when a parameter, as it is saved, reads what the model writes in a review step: its input item, the call, `$fromAI`.
 * Other parameters too, which may read those.
 */
export function modelWrites(parameter: unknown): boolean {
	if (typeof parameter === 'object' && parameter !== null)
		return Object.values(parameter).some(modelWrites);
	if (typeof parameter !== 'string' || !parameter.startsWith('=')) return false;
	return (parameter.match(/\$[a-z]\w*/gi) ?? []).some((name) => !OTHERS.has(name));
}
