import type { CallResult, DeliveryContext } from '../delivery/deliver';
import type { KeyOfPicture } from '../messageTypes/contentJson';
import type { Problem } from '../result';
import type { Message } from './outcome';

/** Pictures in binary fields: checked before anything is sent, uploaded when their message's turn comes. */
export interface Pictures {
	/** What is wrong with a picture of the message, if anything is. */
	check(message: Message): Promise<Problem | undefined>;
	/** Uploads each picture once, by its content. Uploading again is harmless, so unclear answers are tried again. */
	upload(message: Message, context: DeliveryContext): Promise<CallResult<KeyOfPicture>>;
}
