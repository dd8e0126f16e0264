import { andThen, problem, success, type Result } from '../result';
import { findLinkFault, type LinkFault } from './linkFault';
import { findMarkdownFault, ofCards } from './markdownFault';
import { isJsonObject, readRequiredText, type Parameters } from './readParameter';

/** Reads the address that a link or a button opens. */
export function readLink(parameters: Parameters, field: string, label: string): Result<string> {
	const given = { [field]: linkIn(parameters[field]) };
	return andThen(readRequiredText(given, field, label, true), (address) =>
		refuse(address, findLinkFault(address), field, label),
	);
}

/** The address in a cell of Bitable, `{ link, text }`, or of a sheet, where the same stands in a list. */
function linkIn(value: unknown): unknown {
	const cell: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
	return isJsonObject(cell) && typeof cell.link === 'string' ? cell.link : value;
}

/**
 * Lets the Markdown of a card pass that Feishu takes.
 * @param orElse another remedy, where there is one
 */
export function checkMarkdown(
	markdown: string,
	field: string,
	label: string,
	orElse?: string,
): Result<string> {
	const fault = findMarkdownFault(markdown, ofCards);
	const remedy = [fault?.remedy, orElse].filter((part) => part !== undefined).join(' ');
	return refuse(markdown, fault && { ...fault, remedy }, field, label);
}

function refuse(
	text: string,
	fault: LinkFault | undefined,
	field: string,
	label: string,
): Result<string> {
	return fault ? problem(field, `'${label}' ${fault.what}`, fault.remedy) : success(text);
}
