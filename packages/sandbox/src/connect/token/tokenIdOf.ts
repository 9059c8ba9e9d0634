import { z } from 'zod';

const withId = z.object({ jti: z.string() });

/** The `jti` of verified claims. */
export function tokenIdOf(claims: unknown): string | undefined {
  return withId.safeParse(claims).data?.jti;
}
