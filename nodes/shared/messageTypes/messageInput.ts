import type { Parameters } from '../parameters/readParameter';
import type { Variant } from '../parameters/variants';
import type { Result } from '../result';

/** A way to enter a message: in a form, as JSON, by a template. */
export interface MessageInput extends Variant {
	/** The content object. Pure; never throws. */
	compile(parameters: Parameters): Result<object>;
}
