import { diagnose, fine, skip, type Finding } from '../finding.ts';
import type { HostAnswer } from './host.ts';

/** Date has whole seconds only, and the answer was some time on its way. */
const GRAIN_SECONDS = 1;
const DRIFT_SECONDS = 10;

/** This machine's clock against the Date header of Visma Connect (RFC 9110 §6.6.1). */
export function checkClock({ headers, askedAtMs, cameAtMs }: HostAnswer, toleranceSeconds: number): Finding[] {
  const theirs = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(theirs)) return [skip('clock', 'Visma Connect did not say what time it is')];
  const early = theirs - cameAtMs;
  const late = askedAtMs - theirs - GRAIN_SECONDS * 1000;
  const seconds = Math.round(Math.max(early, late, 0) / 1000);
  if (seconds <= DRIFT_SECONDS) return [fine('clock', 'agrees with that of Visma Connect')];
  const values = {
    reason: `This machine is ${seconds} seconds ${early > late ? 'behind' : 'ahead of'} Visma Connect; ${toleranceSeconds} are tolerated (CLOCK_TOLERANCE_SECONDS).`,
    advice: 'Let the machine keep time by NTP (timedatectl set-ntp true); a container has the clock of its host.',
  };
  return [diagnose(seconds > toleranceSeconds ? 'clock_off' : 'clock_drifts', values)];
}
