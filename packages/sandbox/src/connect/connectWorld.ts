import type { SharedSettings } from '../world/settings.ts';
import type { World as AnyWorld } from '../world/world.ts';
import type { ConnectSettings } from './connectSettings.ts';

/** The world with the settings that Connect goes by. */
export type World = AnyWorld<ConnectSettings & SharedSettings>;
