/** What a file is that is no picture Feishu takes, and where such a file comes from. */
interface Nature {
	/** What it begins with: as text without blanks in front, or in hexadecimal. */
	readonly text?: RegExp;
	readonly magic?: RegExp;
	/** Goes on after "is". */
	readonly what: string;
	readonly remedy: string;
}

const FORMATS = 'Feishu takes JPEG, PNG, WEBP, GIF, BMP, ICO, TIFF and HEIC';
const CHECK_DOWNLOAD =
	'Open the file in the output of the node before: a server may have answered with this in place of the picture.';
const CONVERT = `${FORMATS}: convert it, or take another file.`;
const DECODE =
	"Turn it into a file with n8n's node Convert to File, operation Move Base64 String to File; without what stands before the comma of a data: address.";

const natures: readonly Nature[] = [
	{ text: /^<(?:svg|[?!][^]*<svg)/i, what: 'an SVG drawing', remedy: CONVERT },
	{ text: /^<(?:!doctype html|html|head|body|!--)/i, what: 'a web page', remedy: CHECK_DOWNLOAD },
	{ text: /^<(?:\?xml|[a-z])/i, what: 'XML', remedy: CHECK_DOWNLOAD },
	{ text: /^[{[]/, what: 'JSON', remedy: CHECK_DOWNLOAD },
	{ text: /^data:/i, what: 'a picture written as text (a data: address)', remedy: DECODE },
	{
		text: /^(?:iVBORw0KGgo|\/9j\/|R0lGOD|UklGR|Qk[01])[\w+/=\s]*$/,
		what: 'a picture written as text (Base64)',
		remedy: DECODE,
	},
	// What Base64 makes of `data:image/png;base64,` in front: its letters and slashes count, the rest is skipped.
	{
		magic: /^75ab5a8a66a0/,
		what: 'a picture that was decoded wrongly',
		remedy: `${DECODE} A data: address was taken for Base64 as a whole.`,
	},
	{
		magic: /^(?:c289504e47|efbfbd504e47|c3bfc398|efbfbdefbfbdefbfbd)/,
		what: 'a picture that was read as text on its way',
		remedy:
			'Let the node before return a file, e.g. with the Response Format File in an HTTP Request node. The bytes of this one are lost.',
	},
	{ magic: /^25504446/, what: 'a PDF', remedy: CONVERT },
	{ magic: /^504b0304/, what: 'a ZIP archive or an Office document', remedy: CONVERT },
	{
		magic: /^1f8b/,
		what: 'compressed (gzip)',
		remedy: 'Unpack it first, e.g. with the Compression node of n8n.',
	},
	{ magic: /^.{8}66747970(?:61766966|61766973)/, what: 'an AVIF picture', remedy: CONVERT },
	{
		magic: /^.{8}66747970(?:6865(?:69|76)(?:6d|73|78)|6d696166)/,
		what: 'a HEIF file of a kind other than HEIC',
		remedy: CONVERT,
	},
	{ magic: /^(?:.{8}66747970|1a45dfa3|52494646.{8}41564920)/, what: 'a video', remedy: CONVERT },
	{ magic: /^(?:494433|fff[b3]|4f676753|52494646.{8}57415645)/, what: 'a sound', remedy: CONVERT },
	{ magic: /^38425053/, what: 'a Photoshop file', remedy: CONVERT },
];

/** Says what a file is, by its first bytes; behind "is". */
export function describeNoPicture(bytes: Uint8Array): { fault: string; hint: string } {
	const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 300));
	const text = start
		.toString('utf8')
		.replace(/^\uFEFF/, '')
		.trimStart();
	const hex = start.toString('hex');
	const nature =
		natures.find(({ text: pattern }) => pattern?.test(text)) ??
		natures.find(({ magic }) => magic?.test(hex));
	if (nature)
		return {
			fault: `is not a picture that Feishu takes: it is ${nature.what}`,
			hint: nature.remedy,
		};
	return isText(text)
		? { fault: 'is not a picture that Feishu takes: it is text', hint: CHECK_DOWNLOAD }
		: {
				fault: 'is not a picture that Feishu takes',
				hint: `${FORMATS}. What counts is the content of the file, not its name.`,
			};
}

/** No control character other than a break, and no byte that is no text: U+FFFD stands for that. */
function isText(text: string): boolean {
	return text !== '' && !/[\p{Cc}\ufffd]/u.test(text.slice(0, 200).replace(/\s/g, ''));
}
