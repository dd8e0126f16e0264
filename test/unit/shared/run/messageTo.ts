import type { Message } from '../../../../nodes/shared/run/outcome';
import { prepareMessage } from '../../../support/prepareMessage';
import { by } from '../../../support/receiver';

/** A text to somebody by an Open ID, or by the mode of the panel that is given. */
export function messageTo(id: string, parameters: object = {}, mode = 'id'): Message {
	const prepared = prepareMessage({
		receiveType: 'chat',
		receiver: by(mode, id),
		messageType: 'text',
		text: 'x',
		...parameters,
	});
	if (!prepared.ok) throw new TypeError(prepared.problem.message);
	const { people, receiveType } = prepared.value.receivers;
	const [person] = people;
	if (!person) throw new TypeError('Nobody');
	return {
		item: 0,
		receiver: person.id,
		person,
		idOf: ({ id: own }) => own,
		recipient: { receiverId: person.id, receiverIdType: person.idType.wireType, receiveType },
		prepared: prepared.value,
	};
}
