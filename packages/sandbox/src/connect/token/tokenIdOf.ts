import { z } from 'zod';

const WITH_ID = z.object({ jti: z.string() });

/** The `jti` of verified claims. */
export function tokenIdOf(claims: unknown): string | undefined {
  return WITH_ID.safeParse(claims).data?.jti;
}
