import { andThen, problem, success, type Result } from '../result';
import { findLinkFault, type LinkFault } from './linkFault';
import { findMarkdownFault, ofCards, OR_ESCAPE } from './markdownFault';
import { readRequiredText, type Parameters } from './readParameter';

/** Reads the address that a link or a button opens. */
export function readLink(parameters: Parameters, field: string, label: string): Result<string> {
	return andThen(readRequiredText(parameters, field, label, true), (address) =>
		refuse(address, findLinkFault(address), field, label),
	);
}

/** Lets the Markdown of a card pass that Feishu takes. */
export function checkMarkdown(markdown: string, field: string, label: string): Result<string> {
	const fault = findMarkdownFault(markdown, ofCards);
	return refuse(
		markdown,
		fault && { ...fault, remedy: `${fault.remedy} ${OR_ESCAPE}` },
		field,
		label,
	);
}

function refuse(
	text: string,
	fault: LinkFault | undefined,
	field: string,
	label: string,
): Result<string> {
	return fault ? problem(field, `'${label}' ${fault.what}`, fault.remedy) : success(text);
}
