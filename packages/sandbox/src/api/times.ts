import type { ErpSettings } from './settings.ts';

/**
 * A moment as the ERP API writes it. Guess: which fields carry an offset is not documented, only that both forms occur;
 * without one the moment is UTC here.
 */
export function formatTime(moment: string, settings: ErpSettings): string;
export function formatTime(moment: string | null, settings: ErpSettings): string | null;
export function formatTime(moment: string | null, settings: ErpSettings): string | null {
  if (moment === null) return null;
  const trimmed = moment.replace('.000Z', 'Z');
  return settings.erpTimesWithOffset ? trimmed : trimmed.replace('Z', '');
}
