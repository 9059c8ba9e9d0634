import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

const signInSchema = z.object({
  grantId: z.string(),
  /** The session at Connect that it happened in. */
  sid: z.string(),
  clientId: z.string(),
  personId: z.string(),
  /** Null: the application is not tenant-enabled, or the person has no company to choose. */
  tenantId: z.string().nullable(),
  scopes: z.array(z.string()),
  nonce: z.string().nullable(),
  /** Epoch seconds. */
  authTime: z.number(),
  /** The sign-in before this one; epoch seconds. */
  previousSignInAt: z.number().nullable(),
  /** Epoch seconds. */
  createdAt: z.number(),
  /** The last code exchange or refresh; epoch seconds. */
  lastUsedAt: z.number(),
  /** Epoch seconds; null while its tokens may live. */
  endedAt: z.number().nullable(),
});

export type SignIn = z.infer<typeof signInSchema>;

export interface SignIns {
  readonly find: (grantId: string) => SignIn | undefined;
  /** Unless it has ended. */
  readonly alive: (grantId: string) => SignIn | undefined;
  readonly all: () => SignIn[];
  readonly put: (signIn: SignIn) => void;
  /** Ends it with all its tokens; others of the same person live on. */
  readonly end: (grantId: string) => void;
}

const KEPT_SECONDS = 400 * 86_400;

/** One grant per sign-in: person, application, company and scopes, which all its tokens are made of. */
export function createSignIns({ sql, clock }: WorldContext): SignIns {
  const records = openWorldRecords(sql, 'sign_in', signInSchema, clock.now);
  const put = (signIn: SignIn): void => records.put(signIn.grantId, signIn, signIn.createdAt + KEPT_SECONDS);
  const alive = (grantId: string): SignIn | undefined => {
    const signIn = records.find(grantId);
    return signIn?.endedAt === null ? signIn : undefined;
  };
  return {
    find: records.find,
    alive,
    all: records.all,
    put,
    end: (grantId) => {
      const signIn = alive(grantId);
      if (signIn) put({ ...signIn, endedAt: clock.seconds() });
    },
  };
}
