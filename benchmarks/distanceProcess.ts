/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a benchmark, never inside n8n */
import { readFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

import { answer } from './answer';

export interface Distance {
	/** Of the emulator. */
	readonly url: string;
	readonly roundTripMs: number;
	readonly certificate: string;
	readonly key: string;
}

/** Passes on what comes, so much later. */
function delay(from: Socket, to: Socket, ms: number): void {
	from.on('data', (bytes) => setTimeout(() => to.writable && to.write(bytes), ms));
	from.on('end', () => setTimeout(() => to.end(), ms));
	from.on('error', () => to.destroy());
	from.on('close', () => setTimeout(() => to.destroy(), ms));
}

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

/** Puts the emulator behind TLS and far away. @returns its new address */
answer<Distance, { url: string }>(async ({ url, roundTripMs, certificate, key }) => {
	const tls = createTlsServer(
		{ cert: readFileSync(certificate), key: readFileSync(key) },
		(secured) => {
			const emulator = connect(Number(new URL(url).port), '127.0.0.1');
			delay(secured, emulator, 0);
			delay(emulator, secured, 0);
		},
	);
	const tlsPort = await listen(tls);
	const far = createServer((client) => {
		client.setNoDelay();
		client.pause();
		// On this machine a connection is made at once: its round trip is waited for here.
		setTimeout(() => {
			const near = connect(tlsPort, '127.0.0.1');
			near.setNoDelay();
			delay(client, near, roundTripMs / 2);
			delay(near, client, roundTripMs / 2);
			client.resume();
		}, roundTripMs);
	});
	return { url: `https://localhost:${await listen(far)}` };
});
