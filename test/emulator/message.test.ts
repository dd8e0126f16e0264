import {
	type Client,
	helpdeskHeader,
	lastRequest,
	receiver,
	refusalBody,
	startAfresh,
	startClient,
} from './client';

let client: Client;

beforeAll(async () => {
	client = await startClient();
});
beforeEach(() => startAfresh(client));
afterAll(async () => await client.emulator.close());

const badRequest = 'Bad request, please check your request body';
const invalidToken =
	'Invalid access token for authorization. Please make a request with token attached';

describe('Authorization', () => {
	const missingToken =
		'Missing access token for authorization. Please make a request with token attached.';

	test.each([
		['is missing', undefined, 99991661, missingToken],
		['is empty', '', 99991661, missingToken],
		['has no Bearer', 't-0123456789abcdef', 99991661, missingToken],
		['has a lower case bearer', 'bearer t-0123456789abcdef', 99991661, missingToken],
		['has Bearer and nothing else', 'Bearer', 99991661, missingToken],
		['holds a user access token', 'Bearer u-0123456789abcdef', 99991668, `${invalidToken}.`],
		[
			'holds a user access token of the new form',
			'Bearer eyJhbGciOi.J9.x',
			99991668,
			`${invalidToken}.`,
		],
		['holds something else', 'Bearer abcdef', 99991671, 'Invalid token: must start with t-/u-'],
		['holds an unknown token', 'Bearer t-fakefakefakefake', 99991663, invalidToken],
	])('that %s is refused', async (_what, header, code, msg) => {
		const answer = await client.send({}, { Authorization: header });
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(refusalBody(answer, code, msg));
		expect(client.emulator.inbox.messages).toEqual([]);
	});

	test('with a token that has expired is refused, and with a new one is not', async () => {
		const Authorization = `Bearer ${await client.token()}`;
		client.emulator.expireTokens();
		const answer = await client.send({}, { Authorization });
		expect(answer.data).toEqual(refusalBody(answer, 99991663, invalidToken));
		expect(lastRequest(client.emulator)).toMatchObject({
			reason: 'The tenant access token in Authorization has expired.',
			known: 'observed',
		});
		expect((await client.send()).data.code).toBe(0);
	});

	test('of an app that was disabled meanwhile is refused', async () => {
		const Authorization = `Bearer ${await client.token()}`;
		client.emulator.world.apps[0]!.disabled = true;
		const answer = await client.send({}, { Authorization });
		expect(answer.data).toEqual(refusalBody(answer, 99991662, 'app not in use'));
	});

	test('is looked at before anything else', async () => {
		const answer = await client.http.post(
			'/open-apis/helpdesk/v1/message?user_id_type=x',
			'no json',
		);
		expect(answer.data.code).toBe(99991661);
	});
});

describe('scopes', () => {
	test('without helpdesk:all the call is refused, with the scope named', async () => {
		const [app] = client.emulator.world.apps;
		app!.scopes = ['helpdesk:all:readonly'];
		const answer = await client.send();
		const scopes = '[helpdesk:all]';
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(
			refusalBody(
				answer,
				99991672,
				`Access denied. One of the following scopes is required: ${scopes}.应用尚未开通所需的应用身份权限：${scopes}`,
				{
					message:
						'Refer to the documentation to fix the error: https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN',
					permission_violations: [{ type: 'action_scope_required', subject: 'helpdesk:all' }],
					helps: [
						{
							url: `https://open.feishu.cn/app/${app!.appId}/auth?q=helpdesk:all&op_from=openapi&token_type=tenant`,
							description: `Learn more about scopes and how to add them: ${scopes}`,
						},
					],
				},
			),
		);
	});

	test('user_id_type=user_id needs the scope that lets one see user IDs', async () => {
		const { world } = client.emulator;
		world.apps[0]!.scopes = ['helpdesk:all'];
		const answer = await client.send(
			{ receiver_id: world.people[0]!.userId },
			{},
			'?user_id_type=user_id',
		);
		expect(answer.data.code).toBe(99991672);
		expect(answer.data.error.permission_violations).toEqual([
			{ type: 'field_scope_required', subject: 'contact:user.employee_id:readonly' },
		]);
	});
});

describe('the request body', () => {
	const typeError = (field: string, value: string) =>
		`Invalid parameter type in json: ${field}. Invalid parameter value: ${value}. Please check and modify accordingly.`;

	test.each([
		['msg_type', 5, '5'],
		['content', { text: 'Hello' }, '{"text":"Hello"}'],
		['content', ['Hello'], '["Hello"]'],
		['receiver_id', 7291680443617353, '7291680443617353'],
		['receive_type', true, 'true'],
	])('with %s of a wrong type is refused', async (field, value, shown) => {
		const answer = await client.send({ [field]: value });
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(refusalBody(answer, 9499, typeError(field, shown)));
	});

	test.each(['msg_type', 'content', 'receiver_id'])('without %s is refused', async (field) => {
		for (const value of [undefined, null, '']) {
			const answer = await client.send({ [field]: value });
			expect(answer.status).toBe(400);
			expect(answer.data).toEqual(
				refusalBody(answer, 99992402, 'field validation failed', {
					field_violations: [{ field, description: `${field} is required` }],
				}),
			);
		}
	});

	test('that lacks several fields is told all of them', async () => {
		const answer = await client.send({
			msg_type: undefined,
			content: undefined,
			receiver_id: undefined,
		});
		expect(answer.data.error.field_violations).toHaveLength(3);
	});

	test.each([
		['that is no object', '[]', 'application/json'],
		['that is a JSON string', '"x"', 'application/json'],
		['of another type', '{"msg_type":"text"}', 'text/plain'],
		['of a form', 'msg_type=text', 'application/x-www-form-urlencoded'],
		['of another charset', '{"msg_type":"text"}', 'application/json; charset=gbk'],
	])('%s is refused', async (_what, body, contentType) => {
		const answer = await client.http.post('/open-apis/helpdesk/v1/message', body, {
			headers: { ...(await client.headers()), 'Content-Type': contentType },
			transformRequest: (data: unknown) => data,
		});
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(refusalBody(answer, 9499, 'Bad Request'));
	});

	test.each([
		['that is no JSON', '{"msg_type":'],
		['that is nested too deep', '['.repeat(5000) + ']'.repeat(5000)],
		['that is not UTF-8', Buffer.from('{"msg_type":"caf\xe9"}', 'latin1')],
		['that is missing', undefined],
	])('%s is refused as no JSON', async (_what, body) => {
		const answer = await client.http.post('/open-apis/helpdesk/v1/message', body, {
			headers: { ...(await client.headers()), 'Content-Type': 'application/json' },
			transformRequest: (data: unknown) => data,
		});
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(refusalBody(answer, 99991300, 'invalid request body: not json'));
		expect(lastRequest(client.emulator).known).toBe('observed');
	});

	test('in another charset or compressed, by what its headers say, is refused', async () => {
		for (const [changed, reason] of [
			[{ 'Content-Type': 'application/json; charset=gbk' }, 'charset=gbk'],
			[{ 'Content-Encoding': 'gzip' }, 'The Content-Encoding is "gzip"'],
		] as const) {
			const answer = await client.send({}, changed);
			expect(answer.data).toEqual(refusalBody(answer, 9499, 'Bad Request'));
			expect(lastRequest(client.emulator)).toMatchObject({
				known: 'assumed',
				reason: expect.stringContaining(reason) as string,
			});
		}
	});

	test.each([
		'application/json',
		'Application/JSON; Charset="UTF-8"',
		'application/json;charset=utf8',
	])('of the type %s is taken', async (type) => {
		expect((await client.send({}, { 'Content-Type': type })).data.code).toBe(0);
	});

	test.each([
		[{ msg_type: 'video' }, 'msg_type must be text, post, image or interactive, but is "video".'],
		[
			{ msg_type: 'constructor' },
			'msg_type must be text, post, image or interactive, but is "constructor".',
		],
		[{ receive_type: 'group' }, 'receive_type must be chat or user, but is "group".'],
		[{ content: 'Hello' }, 'content is a string, as it must be, but does not hold a JSON object.'],
		[
			{ content: '["Hello"]' },
			'content is a string, as it must be, but does not hold a JSON object.',
		],
	])('%j is a bad request', async (body, reason) => {
		const answer = await client.send(body);
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(refusalBody(answer, 154000, badRequest));
		expect(lastRequest(client.emulator)).toMatchObject({
			code: 154000,
			msg: badRequest,
			reason,
			known: 'document',
		});
	});

	test('content that is nested too deep is a bad request', async () => {
		const answer = await client.send({ content: `{"a":${'['.repeat(3000)}${']'.repeat(3000)}}` });
		expect(answer.data).toEqual(refusalBody(answer, 154000, badRequest));
	});

	test('brackets inside a text are not taken for nesting', async () => {
		const text = `${'['.repeat(500)} \\" ${'{'.repeat(500)}`;
		expect((await client.sendContent('text', { text })).data.code).toBe(0);
		expect(client.emulator.inbox.messages[0]!.content).toEqual({ text });
	});
});

describe('user_id_type', () => {
	test.each(['chat_id', 'email', 'OPEN_ID', 'constructor'])('%s is refused', async (type) => {
		const answer = await client.send({}, {}, `?user_id_type=${type}`);
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(
			refusalBody(answer, 99992402, 'field validation failed', {
				field_violations: [
					{
						field: 'user_id_type',
						value: type,
						description: 'user_id_type is optional, options: [open_id,union_id,user_id]',
					},
				],
			}),
		);
	});
});

describe('the receiver', () => {
	const notFound = (type: string, id: string) =>
		`The request you send is not a valid {${type}} or not exists. Invalid ids: [${id}] .`;

	test.each([
		['open_id', 99992351],
		['user_id', 99992360],
		['union_id', 99992363],
	])('by an unknown %s is refused', async (type, code) => {
		const answer = await client.send({ receiver_id: 'nobody' }, {}, `?user_id_type=${type}`);
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(
			refusalBody(answer, code, notFound(type, 'nobody'), {
				field_violations: [
					{ field: 'receiver_id', value: 'nobody', description: notFound(type, 'nobody') },
				],
			}),
		);
	});

	test('by an ID of another kind than the query names is refused', async () => {
		const { unionId } = client.emulator.world.people[0]!;
		const answer = await client.send({ receiver_id: unionId });
		const msg = notFound('open_id', unionId);
		expect(answer.data).toEqual(
			refusalBody(answer, 99992351, msg, {
				field_violations: [{ field: 'receiver_id', value: unionId, description: msg }],
			}),
		);
	});

	test('by the open_id that another app knows is refused', async () => {
		const { world } = client.emulator;
		const liuJia = world.people.find(({ openId }) => typeof openId !== 'string')!;
		const [, foreign] = Object.values(liuJia.openId as Record<string, string>);
		const answer = await client.send({ receiver_id: foreign });
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual(
			refusalBody(answer, 99992361, 'open_id cross app', {
				message:
					'Refer to the documentation to fix the error: https://open.feishu.cn/document/uAjLw4CM/ugTN1YjL4UTN24CO1UjN/trouble-shooting/how-to-obtain-openid',
			}),
		);
	});

	test.each([
		['user_id', 99992364, 'user id cross tenant'],
		['union_id', 99992381, 'union_id cross tenant'],
	])('of another tenant by %s is refused', async (type, code, msg) => {
		const person = client.emulator.world.people[0]!;
		person.tenant = 'another';
		const id = type === 'user_id' ? person.userId : person.unionId;
		const answer = await client.send({ receiver_id: id }, {}, `?user_id_type=${type}`);
		expect(answer.data).toEqual(refusalBody(answer, code, msg));
	});

	test('who has resigned is refused', async () => {
		client.emulator.world.people[0]!.resigned = true;
		const answer = await client.send();
		expect(answer.data).toEqual(refusalBody(answer, 154000, badRequest));
		expect(lastRequest(client.emulator)).toMatchObject({ known: 'assumed' });
	});

	describe('with a ticket in progress', () => {
		const busy = '王海涛';

		test('is refused in the dedicated group, which is the default way', async () => {
			for (const receiveType of ['chat', undefined]) {
				const answer = await client.send({
					receiver_id: client.openId(busy),
					receive_type: receiveType,
				});
				expect(answer.status).toBe(400);
				expect(answer.data).toEqual(refusalBody(answer, 154000, badRequest));
			}
			const { reason, known } = lastRequest(client.emulator);
			expect(reason).toContain('has a ticket in progress');
			expect(known).toBe('assumed');
		});

		test('is refused in the words that a test chooses', async () => {
			client.emulator.world.openTicketAnswer = {
				status: 405,
				code: 154005,
				msg: 'Method Forbidden',
			};
			const answer = await client.send({ receiver_id: client.openId(busy) });
			expect(answer.status).toBe(405);
			expect(answer.data).toEqual(refusalBody(answer, 154005, 'Method Forbidden'));
		});

		test('is reached in private chat', async () => {
			expect(
				(await client.send({ receiver_id: client.openId(busy), receive_type: 'user' })).data.code,
			).toBe(0);
		});
	});
});

describe('X-Lark-Helpdesk-Authorization', () => {
	const encode = (text: string) => Buffer.from(text).toString('base64');

	test.each([
		['is missing', () => undefined, 'is missing'],
		['is not base64', () => '7291680443617353731:ht-x', 'is not base64'],
		[
			'has line breaks folded into blanks',
			() => `${encode('a:b')} ${encode('c:d')}`,
			'is not base64',
		],
		['is not padded', () => encode('ab:c').replace(/=+$/, ''), 'padded with ='],
		['has no colon', () => encode('7291680443617353731'), 'has no colon'],
		['names an unknown helpdesk', () => encode('1:ht-x'), 'No helpdesk has the ID'],
		['has a wrong token', () => encode('7291680443617353731:ht-x'), 'is wrong'],
		[
			'has a token with a blank at its end',
			() => encode(`${Buffer.from(helpdeskHeader(client.emulator), 'base64')} `),
			'is wrong',
		],
		[
			'is what the SDK sends when it has no IDs',
			() => `Bearer ${encode('undefined:undefined')}`,
			'No helpdesk has the ID',
		],
	])('that %s is refused', async (_what, header, reason) => {
		const answer = await client.send({}, { 'X-Lark-Helpdesk-Authorization': header() });
		expect(answer.status).toBe(401);
		expect(answer.data).toEqual(
			refusalBody(answer, 154001, 'Unauthorized, please check you have the correct access'),
		);
		expect(lastRequest(client.emulator)).toMatchObject({
			known: 'document',
			reason: expect.stringContaining(reason),
		});
	});

	test('of a helpdesk in another tenant is refused', async () => {
		client.emulator.world.helpdesks[0]!.tenant = 'another';
		const answer = await client.send();
		expect(answer.status).toBe(401);
		expect(answer.data.code).toBe(154001);
		expect(lastRequest(client.emulator).reason).toContain('different tenants');
	});

	test("in the official SDK's form is accepted with a note", async () => {
		const header = `Bearer ${helpdeskHeader(client.emulator)}`;
		expect((await client.send({}, { 'X-Lark-Helpdesk-Authorization': header })).data.code).toBe(0);
		expect(client.emulator.inbox.messages[0]!.notes).toEqual([
			expect.stringContaining('Bearer <base64>'),
		]);
	});
});

describe('the codes that the document lists', () => {
	test.each([
		[154003, 403, 'Please check you have the correct access'],
		[154004, 404, 'Resource not found'],
		[154005, 405, 'Method Forbidden'],
	] as const)('%i comes from a helpdesk of which the world says so', async (code, status, msg) => {
		client.emulator.world.helpdesks[0]!.refuses = code;
		const answer = await client.send({});
		expect(answer.status).toBe(status);
		expect(answer.data).toEqual(refusalBody(answer, code, msg));
		expect(client.emulator.inbox.messages).toEqual([]);
	});
});

describe('a correct message', () => {
	test('is delivered and answered as documented', async () => {
		const answer = await client.send();
		const { inbox, world } = client.emulator;
		expect(answer.status).toBe(200);
		expect(answer.data).toEqual({
			code: 0,
			msg: 'success',
			data: { message_id: expect.stringMatching(/^om_[0-9a-f]{32}$/) },
		});
		expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
		expect(answer.headers['x-tt-logid']).toMatch(/^\d{14}[0-9A-F]{20}$/);
		const { name, unionId, userId } = world.people[0]!;
		expect(inbox.messages).toEqual([
			{
				id: answer.data.data.message_id,
				at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
				receiver: { name, openId: client.openId(receiver), unionId, userId },
				receiverId: client.openId(receiver),
				receiverIdType: 'open_id',
				receiveType: 'chat',
				msgType: 'text',
				content: { text: 'Hello' },
				mentions: {},
				notes: [],
				requestId: lastRequest(client.emulator).id,
			},
		]);
		expect(lastRequest(client.emulator)).toMatchObject({
			status: 200,
			code: 0,
			msg: 'success',
			reason: null,
			known: null,
			source: null,
			fault: null,
			messageId: answer.data.data.message_id,
			logId: answer.headers['x-tt-logid'],
		});
	});

	test.each([
		['open_id', '?user_id_type=open_id', () => client.openId(receiver)],
		['union_id', '?user_id_type=union_id', () => client.emulator.world.people[0]!.unionId],
		['user_id', '?user_id_type=user_id', () => client.emulator.world.people[0]!.userId],
	])('finds its receiver by %s', async (type, query, id) => {
		await client.send({ receiver_id: id() }, {}, query);
		expect(client.emulator.inbox.messages[0]).toMatchObject({
			receiver: { name: receiver },
			receiverId: id(),
			receiverIdType: type,
		});
	});

	test('goes to the dedicated group unless told otherwise', async () => {
		await client.send({ receive_type: undefined });
		await client.send({ receive_type: 'user' });
		expect(client.emulator.inbox.messages.map(({ receiveType }) => receiveType)).toEqual([
			'chat',
			'user',
		]);
	});

	test('may leave the charset out of its Content-Type, as the official SDK does', async () => {
		expect((await client.send({}, { 'Content-Type': 'application/json' })).data.code).toBe(0);
	});

	test('reaches somebody who came into the world while the emulator ran', async () => {
		const { world } = client.emulator;
		world.people.push({
			...world.people[0]!,
			name: 'New',
			openId: 'ou_new',
			unionId: 'on_new',
			userId: 'new',
		});
		await client.send({ receiver_id: 'ou_new' });
		expect(client.emulator.inbox.messages[0]!.receiver.name).toBe('New');
	});

	test('keeps every character', async () => {
		const text = 'quotes " \\ \'\n\t\u2028\u2029 é 你好 👩‍👩‍👧 \ud83d lone';
		await client.sendContent('text', { text });
		expect(client.emulator.inbox.messages[0]!.content).toEqual({ text });
	});
});
