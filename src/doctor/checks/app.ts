import { z } from 'zod';
import { diagnose, fine, skip, type Finding } from '../finding.ts';
import type { ConfigInspection } from '../configInspection.ts';
import type { Tools } from '../tools.ts';
import { parseJson } from '../../parseJson.ts';

const readiness = z.object({ store: z.enum(['ok', 'away']), connect: z.string() });

/** Whether the application runs at BASE_URL, and what it says of itself. */
export async function checkApp({ config }: ConfigInspection, { fetch }: Pick<Tools, 'fetch'>): Promise<Finding[]> {
  const { baseUrl } = config.server;
  const answer = await fetch(`${baseUrl}/ready`).catch(() => undefined);
  if (!answer) return [skip('app', `nothing answers at ${baseUrl}`)];
  const said = readiness.safeParse(parseJson(await answer.text()));
  if (!said.success) {
    return [
      diagnose('app_is_another', {
        about: 'BASE_URL',
        reason: `At ${baseUrl} something else answers (status ${answer.status}).`,
        advice: 'Stop it, choose another PORT, or see where the proxy in front leads to.',
      }),
    ];
  }
  if (said.data.store === 'ok') return [fine('app', `it runs at ${baseUrl} and is ready`)];
  return [
    diagnose('app_not_ready', {
      reason: `It runs at ${baseUrl}, but its store is away.`,
      advice: 'See what is said of the store, and in the log of the application.',
    }),
  ];
}
