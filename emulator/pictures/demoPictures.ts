/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs on its own, never inside n8n */
import { crc32, deflateSync } from 'node:zlib';

type Color = [red: number, green: number, blue: number];
type Paint = (x: number, y: number) => Color;

const WIDTH = 480;
const HEIGHT = 270;

/** Pictures that exist from the start, by image_key: a message with an image can be tried without an upload. */
export const demoPictures: Record<string, () => Buffer> = {
	'img_v2_emulator-demo-sunrise': () => png(sunrise),
	'img_v2_emulator-demo-chart': () => png(chart),
};

function mix([r1, g1, b1]: Color, [r2, g2, b2]: Color, share: number): Color {
	const between = (from: number, to: number) => Math.round(from + (to - from) * share);
	return [between(r1, r2), between(g1, g2), between(b1, b2)];
}

/** A sun over three hills. */
function sunrise(x: number, y: number): Color {
	const hills: Array<[base: number, height: number, length: number, shift: number, color: Color]> = [
		[236, 16, 95, 1.2, [38, 70, 83]],
		[205, 22, 120, 3.4, [58, 102, 112]],
		[176, 26, 150, 0.4, [96, 142, 146]],
	];
	for (const [base, height, length, shift, color] of hills) {
		if (y > base - height * Math.sin(x / length + shift)) return color;
	}
	const distance = Math.hypot(x - 330, y - 128);
	if (distance < 44) return [255, 244, 214];
	const sky = mix([92, 148, 205], [255, 205, 158], Math.min(1, y / 170));
	return mix([255, 232, 190], sky, Math.min(1, Math.sqrt((distance - 44) / 130)));
}

/** Six bars, the last one in another colour. */
function chart(x: number, y: number): Color {
	const bars = [70, 104, 92, 138, 160, 196];
	const index = Math.floor((x - 42) / 68);
	const bar = bars[index];
	const inBar = bar !== undefined && (x - 42) % 68 < 44 && y <= 234 && y > 234 - bar;
	if (inBar) return index === bars.length - 1 ? [245, 131, 74] : [51, 112, 255];
	if (y === 235 && x > 30 && x < 450) return [143, 149, 158];
	if (y < 234 && (234 - y) % 50 === 0 && x > 30 && x < 450) return [228, 231, 237];
	return [250, 251, 253];
}

/** An eight-bit RGB picture as a PNG file (https://www.w3.org/TR/png-3/). */
function png(paint: Paint): Buffer {
	const rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3));
	for (let y = 0; y < HEIGHT; y += 1) {
		for (let x = 0; x < WIDTH; x += 1) {
			rows.set(paint(x, y), y * (1 + WIDTH * 3) + 1 + x * 3);
		}
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(WIDTH, 0);
	header.writeUInt32BE(HEIGHT, 4);
	header.set([8, 2], 8);
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(name: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
	const framed = Buffer.alloc(body.length + 8);
	framed.writeUInt32BE(data.length, 0);
	framed.set(body, 4);
	framed.writeUInt32BE(crc32(body), body.length + 4);
	return framed;
}
