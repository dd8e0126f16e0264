import type { Parameters } from '../../../parameters/readParameter';
import type { Variant } from '../../../parameters/variants';
import type { Result } from '../../../result';

/** One piece of a paragraph as Feishu takes it, e.g. `{"tag":"text","text":"…"}`. */
export type Tag = Readonly<{ tag: string }> & Readonly<Record<string, unknown>>;

/** What a kind of element must say about itself. Shared code never asks which kind it has in hand. */
export interface ElementType extends Variant {
	/** Whether Feishu takes `style` in its tag. */
	readonly styled: boolean;
	/**
	 * Whether its tag has a paragraph of its own. The document of im/v1 says so of pictures and Markdown; of dividers and
	 * code blocks only its examples do (https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/im-v1/message/create_json).
	 */
	readonly alone: boolean;
	/** Turns one element into lines of tags. The first line goes on where the paragraph stands; an empty one is a blank line. */
	compile(element: Parameters): Result<readonly Tag[][]>;
}

/** Said of every tag that the helpdesk's own documents do not show. */
export const MAY_NOT_SHOW = 'Helpdesk may not show it: Feishu documents it for other messages only';
