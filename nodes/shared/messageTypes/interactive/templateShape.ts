import { isJsonObject, type JsonObject } from '../../parameters/readParameter';
import { CHECK_VALUE, kindOf, type ContentFault } from '../contentFault';

const USE_TEMPLATE = "Or set 'Card Input' to Template, which has a field for each part.";

/**
 * `{"type":"template","data":{"template_id":"…","template_version_name":"1.0.0","template_variable":{…}}}`,
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json (interactive)
 */
export function findTemplateFault({ data }: JsonObject): ContentFault | undefined {
	if (!isJsonObject(data))
		return {
			at: 'data',
			what: data === undefined ? 'is missing' : `${kindOf(data)}, but must be an object`,
			remedy: `Write {"type":"template","data":{"template_id":"AAq…"}}. ${USE_TEMPLATE}`,
		};
	const { template_id: id, template_version_name: version, template_variable: variables } = data;
	if (typeof id !== 'string' || id.trim() === '')
		return {
			at: 'data.template_id',
			what: kindOf(id === '' ? id : (id ?? undefined)),
			remedy: CHECK_VALUE,
		};
	if (version !== undefined && typeof version !== 'string')
		return {
			at: 'data.template_version_name',
			what: `${kindOf(version)}, not text`,
			remedy:
				'Put it into quotation marks, e.g. "1.0.0". Without it Feishu takes the latest version.',
		};
	if (variables !== undefined && !isJsonObject(variables))
		return {
			at: 'data.template_variable',
			what: `${kindOf(variables)}, but must be an object`,
			remedy: 'Write the variables by name, e.g. {"name":"Li Hua"}.',
		};
	return undefined;
}
