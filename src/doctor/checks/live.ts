import { diagnose, fine, skip, type Finding } from '../finding.ts';
import type { ConfigInspection } from '../configInspection.ts';

/** Visma Connect ends its own sessions after ten hours at the latest (docs.connect.visma.com, session management). */
const CONNECT_SESSION_MINUTES = 600;

/** What is right while developing and wrong before the public. */
export function checkLive({ config, isSandbox }: ConfigInspection): Finding[] {
  if (isSandbox) return [skip('live', 'the sandbox is not for going live')];
  const { production, rateLimitPerMinute, protocolView, logLevel, session } = config;
  const findings = [
    !production &&
      config.server.https &&
      diagnose('not_production', {
        about: 'NODE_ENV',
        reason: 'NODE_ENV is not production, so views are read anew for each page.',
        advice: 'Set NODE_ENV=production where the public comes.',
      }),
    rateLimitPerMinute === undefined &&
      diagnose('rate_limit_off', {
        about: 'RATE_LIMIT',
        reason: 'Sign-ins are not limited.',
        advice: 'Leave RATE_LIMIT out: off is for measurements.',
      }),
    protocolView &&
      diagnose('protocol_view_on', {
        about: 'PROTOCOL_VIEW',
        reason: 'Every person sees the exchanges of the own sign-in, with secrets cut.',
        advice: 'Set PROTOCOL_VIEW=off when you have seen what you wanted to see.',
      }),
    ['trace', 'debug'].includes(logLevel) &&
      diagnose('log_talkative', {
        about: 'LOG_LEVEL',
        reason: `The log is written at ${logLevel}.`,
        advice: 'Set LOG_LEVEL=info.',
      }),
    session.maxMinutes > CONNECT_SESSION_MINUTES &&
      diagnose('session_outlives_connect', {
        about: 'SESSION_MAX_MINUTES',
        reason: `Sessions may live ${session.maxMinutes} minutes; those of Visma Connect end after ${CONNECT_SESSION_MINUTES}.`,
        advice: `Set SESSION_MAX_MINUTES to ${CONNECT_SESSION_MINUTES} or less.`,
      }),
  ].filter((finding) => finding !== false);
  return findings.length > 0 ? findings : [fine('live', 'as they should be')];
}
