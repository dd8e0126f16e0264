import { documents } from '../documents';
import type { Known } from '../gateway/refusal';
import type { ImageStore } from '../pictures/imageStore';
import { type App, personByAnyId, type World } from '../world';

interface Problem {
	reason: string;
	source: string;
	known: Known;
	/** In place of the endpoint's own code for bad requests. */
	answer?: { code: number; msg: string };
	/** A link that is not legal: some endpoints have a code of their own for it. */
	isBadLink?: boolean;
}

/**
 * What the rules of one message type found in one content. The rules check the whole content, so that a
 * refusal names everything that is wrong, not only the first thing.
 */
export class ContentReport {
	readonly problems: Problem[] = [];
	readonly mentions: Record<string, string> = {};
	private readonly noted = new Set<string>();

	constructor(
		private readonly app: App,
		private readonly world: World,
		private readonly images: ImageStore,
	) {}

	get notes(): string[] {
		return [...this.noted];
	}

	/** Templates that exist, or undefined when the world does not say. */
	get templates(): string[] | undefined {
		return this.world.templates;
	}

	refuse(
		reason: string,
		source: string = documents.messageContent,
		answer?: Problem['answer'],
	): void {
		this.problems.push({ reason, source, known: 'assumed', answer });
	}

	/** Refuses what people saw im/v1 or a custom bot refuse. */
	refuseAsReported(reason: string, source: string): void {
		this.problems.push({ reason, source, known: 'observed' });
	}

	/** @param report of people who saw im/v1 refuse it; absent: nobody is known to have */
	refuseLink(reason: string, report?: string): void {
		const known = report === undefined ? 'assumed' : 'observed';
		this.problems.push({
			reason,
			source: report ?? documents.messageContent,
			known,
			isBadLink: true,
		});
	}

	note(text: string): void {
		this.noted.add(text);
	}

	/** A required string. Returns it, or undefined after refusing. */
	requireString(value: unknown, where: string, source?: string): string | undefined {
		if (typeof value === 'string' && value !== '') return value;
		this.refuse(`${where} must be a non-empty string.`, source);
		return undefined;
	}

	/** Remembers who is mentioned; false if nobody in the world has this ID. */
	mention(userId: string): boolean {
		const person = personByAnyId(userId, this.app, this.world);
		if (person) this.mentions[userId] = person.name;
		return person !== undefined;
	}

	/** Remembers who is mentioned by an e-mail address; false if it is nobody's. */
	mentionByEmail(email: string): boolean {
		const person = this.world.people.find(
			(candidate) =>
				candidate.tenant === this.app.tenant &&
				candidate.email?.toLowerCase() === email.toLowerCase(),
		);
		if (person) this.mentions[email] = person.name;
		return person !== undefined;
	}

	/** A picture must have been uploaded by the app that sends it (230017 of im/v1; for Helpdesk assumed). */
	requireImage(imageKey: unknown, where: string): void {
		const key = this.requireString(imageKey, where);
		if (key === undefined) return;
		const image = this.images.find(key);
		if (!image) {
			this.refuse(
				`${where} is "${key}", but no such picture was uploaded to this emulator. Upload it with POST /open-apis/im/v1/images first.`,
				documents.imMessage,
			);
		} else if (image.appId !== null && image.appId !== this.app.appId) {
			this.refuse(
				`${where} is "${key}", which another app uploaded. An app can only send its own pictures.`,
				documents.imMessage,
			);
		}
	}
}
