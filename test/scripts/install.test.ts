/* eslint-disable @n8n/community-nodes/no-restricted-imports -- installs into a folder */
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { install } from '../../scripts/tools';

jest.setTimeout(60_000);
beforeEach(() => void jest.spyOn(console, 'log').mockImplementation());
afterEach(() => jest.restoreAllMocks());

/** Two packages beside an empty folder: nothing is asked of a registry. */
function setUp() {
	const beside = mkdtempSync(join(tmpdir(), 'install-'));
	for (const name of ['one', 'two']) {
		mkdirSync(join(beside, name));
		writeFileSync(join(beside, name, 'package.json'), JSON.stringify({ name, version: '1.0.0' }));
	}
	const folder = join(beside, 'a folder');
	return {
		folder,
		has: (name: string) => existsSync(join(folder, 'node_modules', name, 'package.json')),
	};
}

test('installs once, and again when something else is asked for', () => {
	const { folder, has } = setUp();
	const finish = jest.fn();
	install({ folder, packages: { one: 'file:../one' }, finish });
	install({ folder, packages: { one: 'file:../one' }, finish });
	expect([has('one'), has('two')]).toEqual([true, false]);
	expect(finish).toHaveBeenCalledTimes(1);
	install({ folder, packages: { two: 'file:../two' }, finish });
	expect([has('one'), has('two')]).toEqual([false, true]);
	expect(finish).toHaveBeenCalledTimes(2);
});

test('what was interrupted is started again', () => {
	const { folder } = setUp();
	const packages = { one: 'file:../one' };
	const finish = () => {
		throw new Error('interrupted');
	};
	expect(() => install({ folder, packages, finish })).toThrow('interrupted');
	expect(() => install({ folder, packages, finish })).toThrow('interrupted');
	expect(() => install({ folder, packages })).not.toThrow();
	expect(() => install({ folder, packages, finish })).not.toThrow();
});

test('a package that does not exist is an error', () => {
	const { folder } = setUp();
	expect(() => install({ folder, packages: { three: 'file:../three.tgz' } })).toThrow(/npm/);
});
