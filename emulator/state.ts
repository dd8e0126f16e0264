import type { Faults } from './faults';
import type { Quota, QuotaSettings } from './gateway/quota';
import type { TenantAccessTokens } from './gateway/tokens';
import type { Inbox } from './inbox';
import type { ImageStore } from './pictures/imageStore';
import type { World } from './world';

/** May be changed while the emulator runs. */
export interface Settings {
	/** The delay of every answer on /open-apis. The request is processed before the delay. */
	latencyMs: number;
	quota: QuotaSettings;
	/** For tokens issued from now on. */
	tokenLifetimeSeconds: number;
}

/** The whole state of one emulator. Modules keep no state, so that several can run side by side. */
export interface EmulatorState {
	url: string;
	world: World;
	settings: Settings;
	tokens: TenantAccessTokens;
	quota: Quota;
	images: ImageStore;
	inbox: Inbox;
	faults: Faults;
	/** Aborted when the emulator closes: all waiting ends. */
	closing: AbortSignal;
}
