/**
 * Titles an entry in the panel with the option chosen in `field` and its first words, so that entries are told apart when
 * they are dragged. Without it n8n shows "Element 1", a number that stays with the entry wherever it is moved to.
 */
export function itemTitle(field: string): string {
	const chosen = `$collection.item.properties.find((p) => p.name === "${field}").options.find((o) => o.value === value.${field}).name`;
	const person =
		'(value.who === "person" && value.person && (value.person.cachedResultName || value.person.value))';
	const words = `String(value.name || value.text || value.markdown || value.code || value.title || ${person} || "").replace(/^=/, "").slice(0, 60)`;
	return `={{ (() => { const value = $collection.item.value; const chosen = ${chosen}; const words = ${words}; return words ? chosen + ": " + words : chosen; })() }}`;
}
