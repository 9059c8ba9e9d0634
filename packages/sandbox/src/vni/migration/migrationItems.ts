import { API_ITEMS } from './apiItems.ts';
import { AUTHENTICATION_ITEMS } from './authenticationItems.ts';
import { CONSENT_ITEMS } from './consentItems.ts';
import { FLOW_ITEMS } from './flowItems.ts';
import type { MigrationItem } from './migrationItem.ts';

/** Everything that requests can show about the move from VNI, in the order of Visma's guide. */
export const MIGRATION_ITEMS: readonly MigrationItem[] = [
  ...FLOW_ITEMS,
  ...AUTHENTICATION_ITEMS,
  ...API_ITEMS,
  ...CONSENT_ITEMS,
];
