/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tells how many cases ran */
let count = 0;

/** One more hostile case was run, and what came of it was checked. */
export function countCase(cases = 1): void {
	count += cases;
}

/** Prints the number of cases when the tests of this file are done. */
export function reportCases(what: string): void {
	afterAll(() => {
		process.stdout.write(`${what}: ${count} hostile cases\n`);
	});
}
