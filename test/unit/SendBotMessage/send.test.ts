import { chosenMessage } from '../../../nodes/SendBotMessage/operations/send';
import { image } from '../../../nodes/shared/messageTypes/image';

test('only the fields of the chosen type are read', () => {
	expect(chosenMessage.namesOf((name) => (name === 'messageType' ? 'image' : name))).toEqual([
		'messageType',
		'options',
		'imageSource',
		'imageBinaryField',
		'imageKey',
	]);
	expect(chosenMessage.namesOf(() => 'video')).toEqual(['messageType', 'options']);
});

test('the message type, or which ones there are', () => {
	expect(chosenMessage.messageTypeOf({ messageType: 'image' })).toEqual({ ok: true, value: image });
	expect(chosenMessage.messageTypeOf({})).toEqual({
		ok: false,
		problem: {
			field: 'messageType',
			message: "'Message Type' has a value that does not exist",
			hint: 'Choose one of Text, Rich Text, Image, Card.',
		},
	});
});
