/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- these secrets are made up and open nothing but the emulator */
import { defaultTickets } from './tickets/defaultTickets';
import type { Person, World } from './world';

const tenant = '2ed263bf32cf1651';
// 19 digits, like real ones: more than a JavaScript number can represent.
const helpdeskId = '7291680443617353731';
const appId = 'cli_a7c1e5b2f3d8900e';
const otherAppId = 'cli_a9f04d6be1c2500f';

function person(
	name: string,
	key: string,
	userId: string,
	contact: { email: string; mobile: string },
): Person {
	const unionKey = [...key].reverse().join('');
	return { name, openId: `ou_${key}`, unionId: `on_${unionKey}`, userId, tenant, ...contact };
}

/**
 * One tenant as a newcomer would set it up: an app with every scope, one helpdesk, nine people, four tickets.
 * The credentials only work with the emulator.
 */
export function defaultWorld(): World {
	const people = defaultPeople();
	return {
		apps: [
			{
				appId,
				appSecret: 'emulator0app0secret0opens0nothing',
				tenant,
				scopes: [
					'helpdesk:all',
					'helpdesk:all:readonly',
					'im:resource',
					'contact:user.id:readonly',
					'contact:user.employee_id:readonly',
					'contact:user.employee:readonly',
					'directory:employee:search',
					'directory:employee.base.name.name:read',
					'directory:employee.base.email:read',
				],
				bot: true,
			},
		],
		helpdesks: [
			{
				helpdeskId,
				helpdeskToken: 'ht-e0e0e0e0-0000-4000-8000-000emulator0',
				tenant,
			},
		],
		people,
		...defaultTickets(helpdeskId, people),
		templates: ['AAqEmulatorDemo1', 'AAqEmulatorDemo2'],
	};
}

function defaultPeople(): Person[] {
	return [
		person('林晓雨', '5f0c3a91d2e84b7695a1c8e04d7f2b36', '4e8a1c7d', {
			email: 'lin.xiaoyu@example.com',
			mobile: '+8613000000001',
		}),
		person('陈思远', '81b7d40e6c2f49a3b05e9d17f3a8c264', '9b2f60ae', {
			email: 'chen.siyuan@example.com',
			mobile: '+8613000000002',
		}),
		{
			...person('王海涛', 'c29e5b70a4d1486f8e37b6f20c951da8', '7d31c5f9', {
				email: 'wang.haitao@example.com',
				mobile: '+8613000000003',
			}),
			department: '市场部',
			city: '杭州',
			country: 'CN',
		},
		person('赵敏', '3d64f8a2b90c4e15a7f2681d5be0c973', 'a05e94b2', {
			email: 'zhao.min@example.com',
			mobile: '+8613000000004',
		}),
		person('Amelia Wright', 'e7a10b5c94d34f62b8c05f3e917d2a48', '2c6f8d1b', {
			email: 'amelia.wright@example.com',
			mobile: '+447700900123',
		}),
		person('Daniel Okafor', '0a9c6e34f7b24d81935d2e8b7c4f1a60', 'f8b4a372', {
			email: 'daniel.okafor@example.com',
			mobile: '+15550100124',
		}),
		person('周一鸣', 'b46d2f9e08c7435aa1e9370c6d5f8b12', '61d9e0c4', {
			email: 'zhou.yiming@example.com',
			mobile: '+8613000000007',
		}),
		person('Grace Kim', '9e3b7c15d0f84a26b7c48a5f1d62e079', 'd3a75b8e', {
			email: 'grace.kim@example.com',
			mobile: '+85255500128',
		}),
		{
			// Two apps know her under two open_ids: the second is refused for the app above.
			...person('刘佳', '72f5d8b0c1e94a3798d6b2e45f0a1c83', '58c0f2ea', {
				email: 'liu.jia@example.com',
				mobile: '+8613000000009',
			}),
			openId: {
				[appId]: 'ou_72f5d8b0c1e94a3798d6b2e45f0a1c83',
				[otherAppId]: 'ou_d10f7a2c5b8e463c9f4e81a7b36c0d95',
			},
		},
	];
}
