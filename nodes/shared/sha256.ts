/** In hexadecimal. Node's own crypto module is no import that n8n verifies for every version; this global is there in all. */
export async function sha256(bytes: Uint8Array): Promise<string> {
	return Buffer.from(
		await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>),
	).toString('hex');
}
