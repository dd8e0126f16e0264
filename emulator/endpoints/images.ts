import { documents } from '../documents';
import { callingApp, missingScope } from '../gateway/callers';
import { isRefusal, type Outcome, type Refusal } from '../gateway/refusal';
import type { ReceivedRequest } from '../inbox';
import { imageFormatOf } from '../pictures/imageFormat';
import type { UploadForm } from '../pictures/uploadForm';
import type { EmulatorState } from '../state';

const MAX_BYTES = 10 * 1024 * 1024;

/** POST /open-apis/im/v1/images: codes and limits are from its document. */
export function uploadImage(
	request: ReceivedRequest,
	state: EmulatorState,
	form: UploadForm | null,
): Outcome {
	const app = callingApp(request, state);
	if (isRefusal(app)) return app;
	const noScope = missingScope(app, ['im:resource', 'im:resource:upload']);
	if (noScope) return noScope;
	if (!app.bot)
		return refused(
			234007,
			'App does not enable bot feature.',
			`The bot ability of ${app.appId} is off.`,
		);

	const imageType = form?.fields.image_type;
	if (imageType !== 'message' && imageType !== 'avatar') {
		return refused(
			234001,
			'Invalid request param.',
			'The form field image_type must be message or avatar.',
		);
	}
	const bytes = form?.files.image;
	if (!bytes)
		return refused(
			234001,
			'Invalid request param.',
			'The form has no file under the name "image".',
		);
	if (bytes.length === 0) return refused(234010, "File's size can't be 0.", 'The file is empty.');
	if (bytes.length > MAX_BYTES) {
		return refused(234006, 'The file size exceed the max value.', 'The file is larger than 10 MB.');
	}
	const format = imageFormatOf(bytes);
	if (!format) {
		// The document spells it like this.
		return refused(
			234011,
			"Can't regonnize the image format.",
			'This is not an image in a format that Feishu accepts, or it ends before its size.',
		);
	}
	const longest = imageType === 'avatar' ? 4096 : format.contentType === 'image/gif' ? 2000 : 12000;
	if (format.width > longest || format.height > longest) {
		return refused(
			234039,
			'Image resolution exceeds limit.',
			`The picture has ${format.width} × ${format.height} pixels; at most ${longest} × ${longest} are allowed.`,
		);
	}
	const imageKey = state.images.add(app.appId, format.contentType, bytes);
	return { body: { code: 0, data: { image_key: imageKey }, msg: 'success' } };
}

function refused(code: number, msg: string, reason: string): Refusal {
	return {
		status: 400,
		code,
		msg,
		error: {},
		reason,
		known: 'document',
		source: documents.uploadImage,
	};
}
