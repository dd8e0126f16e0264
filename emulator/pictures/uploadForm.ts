import type { FastifyRequest } from 'fastify';

/** A multipart form, with the file parts separated from the others. */
export interface UploadForm {
	fields: Record<string, string>;
	files: Record<string, Buffer>;
	/** As the inbox shows it. */
	multipart: Array<{
		name: string;
		filename?: string;
		contentType: string;
		bytes: number;
		value?: string;
	}>;
}

/** The most that is kept: anything longer is read to the end, but cut, and is then known to be too long. */
const limits = { fileSize: 10 * 1024 * 1024 + 1, files: 2, fields: 10, fieldSize: 1024, parts: 12 };

/** Reads the form of a request. Null if it is not a form or breaks off. */
export async function readUploadForm(request: FastifyRequest): Promise<UploadForm | null> {
	if (!request.isMultipart()) return null;
	const form: UploadForm = { fields: {}, files: {}, multipart: [] };
	try {
		for await (const part of request.parts({ limits })) {
			const shown = { name: part.fieldname, contentType: part.mimetype };
			if (part.type === 'file') {
				const bytes = await part.toBuffer();
				form.files[part.fieldname] = bytes;
				form.multipart.push({ ...shown, filename: part.filename ?? '', bytes: bytes.length });
			} else {
				const value = String(part.value);
				form.fields[part.fieldname] = value;
				form.multipart.push({ ...shown, bytes: Buffer.byteLength(value), value });
			}
		}
	} catch {
		return null;
	}
	return form;
}
