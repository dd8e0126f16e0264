import { image } from './image';
import { interactive } from './interactive';
import type { MessageType } from './messageType';
import { post } from './post';
import { text } from './text';

/** Every message type, in the order of the dropdown. Fields, dropdown and look-up are derived from this list. */
export const messageTypes: readonly MessageType[] = [text, post, image, interactive];
