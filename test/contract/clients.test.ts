import { demoPictures } from '../../emulator/pictures/demoPictures';
import { messages, type Names } from './messages';
import { nodeOf } from './node';
import { sdkOf, type Receiving, type Sdk } from './sdk';
import { isLive, liveTarget, openTarget, type Target } from './target';

// What the documents promise, asked of the emulator and, with `npm run test:live`, of the real Feishu.

let target: Target;
let sdk: Sdk;
let node: Awaited<ReturnType<typeof nodeOf>>;
let names: Names;
let receiving: Receiving;
beforeAll(async () => {
	target = await openTarget();
	sdk = sdkOf(target);
	node = await nodeOf(target);
	const { body } = await sdk.upload(
		demoPictures['img_v2_emulator-demo-sunrise']?.() ?? Buffer.alloc(0),
	);
	const { image_key: imageKey = 'the upload failed' } = (body ?? {}) as { image_key?: string };
	names = { receiver: target.receiver, imageKey, templateId: target.templateId };
	// A private chat is seen by nobody else, and open to everybody.
	receiving = { receiverId: target.receiver, receiverIdType: 'open_id', receiveType: 'user' };
});
afterAll(() => target.close());

const messageId = expect.stringMatching(/^om_\w+$/) as string;

test('the credentials give a token', async () => {
	expect(await sdk.token()).toEqual({ body: expect.stringMatching(/^t-\S+$/) as string });
});

test('a picture is taken', () => {
	expect(names.imageKey).toMatch(/^img_/);
});

describe.each(messages.filter(({ isOpen }) => !(isLive && isOpen)))('$name', (message) => {
	test('from the SDK', async () => {
		expect(await sdk.send(message, names, receiving)).toEqual({
			body: { code: 0, msg: 'success', data: { message_id: messageId } },
		});
	});

	test('from our node', async () => {
		expect(await node.send(message, names, receiving)).toEqual({
			message_id: messageId,
			msg_type: message.msgType,
			receiver_id: target.receiver,
			receive_type: 'user',
		});
	});
});

test('an address of nobody is no error, and has no ID', async () => {
	const email = 'nobody@feishu-helpdesk-contract.example';
	expect(await sdk.lookUp([email])).toEqual({
		body: { code: 0, msg: 'success', data: { user_list: [{ email }] } },
	});
});

(isLive && !liveTarget().email ? test.skip : test)(
	'the address of the receiver gives the Open ID that receives',
	async () => {
		const { email } = target;
		expect(await sdk.lookUp([String(email)])).toMatchObject({
			body: { code: 0, data: { user_list: [{ email, user_id: target.receiver }] } },
		});
	},
);
