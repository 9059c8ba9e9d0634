import { z } from 'zod';

const NOTICES: Readonly<Record<string, string>> = {
  'company-registered': 'Your company is registered, and you are the owner of its team.',
  'member-added': 'The member was added.',
  'role-changed': 'The role was changed.',
  'member-removed': 'The member was removed.',
  draft: 'Saved as draft. Press Create when it is complete: until then Connect does not know it.',
  created: 'The application is created. Next: get its credentials, and integrate it to an API.',
  'created-public': 'The application is created. Next: integrate it to an API.',
  saved: 'Saved.',
  icon: 'The icon was changed.',
  deleted: 'The application was deleted.',
  revoked: 'The secret was revoked.',
  pending: 'The request was sent to Visma. Until they approve it the integration is Pending.',
  approved: 'The integration is Approved.',
  removed: 'The integration was removed.',
  rejected: 'The request was rejected.',
  'code-made': 'The invitation code is made. Hand it to your customer.',
  'code-revoked': 'The invitation code was revoked.',
};

/** What `?done=` says was just done, in words; null for anything else. */
export function noticeOf(query: unknown): string | null {
  const done = z.object({ done: z.string() }).safeParse(query).data?.done;
  return done !== undefined && Object.hasOwn(NOTICES, done) ? (NOTICES[done] ?? null) : null;
}
