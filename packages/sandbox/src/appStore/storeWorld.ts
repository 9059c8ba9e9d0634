import type { SharedSettings } from '../world/settings.ts';
import type { World as AnyWorld } from '../world/world.ts';
import type { StoreSettings } from './storeSettings.ts';

/** The world with the settings that the App Store goes by. */
export type World = AnyWorld<StoreSettings & SharedSettings>;
