import type { SharedSettings } from '../world/settings.ts';
import type { World as AnyWorld } from '../world/world.ts';
import type { PortalSettings } from './portalSettings.ts';

/** The world with the settings that the portal goes by. */
export type World = AnyWorld<PortalSettings & SharedSettings>;
