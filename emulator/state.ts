import type { Faults } from './faults';
import type { Quota, QuotaSettings } from './gateway/quota';
import type { TenantAccessTokens } from './gateway/tokens';
import type { Inbox } from './inbox';
import type { ImageStore } from './pictures/imageStore';
import type { World } from './world';

/** May be changed while the emulator runs. */
export interface Settings {
	/** How late every answer on /open-apis is. The request is carried out before the wait. */
	latencyMs: number;
	quota: QuotaSettings;
	/** For tokens issued from now on. */
	tokenLifetimeSeconds: number;
}

/** Everything one emulator holds. Nothing is kept in modules, so that several can run side by side. */
export interface EmulatorState {
	url: string;
	world: World;
	settings: Settings;
	tokens: TenantAccessTokens;
	quota: Quota;
	images: ImageStore;
	inbox: Inbox;
	faults: Faults;
	/** Aborted when the emulator closes: everything that waits ends. */
	closing: AbortSignal;
}
