import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

const authorizeRequestSchema = z.object({
  id: z.string(),
  clientId: z.string(),
  redirectUri: z.string(),
  responseType: z.enum(['code', 'code id_token']),
  responseMode: z.enum(['query', 'fragment', 'form_post']),
  scopes: z.array(z.string()),
  state: z.string().nullable(),
  nonce: z.string().nullable(),
  prompts: z.array(z.string()),
  loginHint: z.string().nullable(),
  tenantHint: z.string().nullable(),
  /** The `sub` that id_token_hint asks for. */
  expectedPersonId: z.string().nullable(),
  /** Seconds; a password given longer ago is not enough. */
  maxAge: z.number().nullable(),
  /** The IP address that the request came from. */
  address: z.string().default(''),
  /** The language of the pages. */
  language: z.enum(['en', 'nb']),
  /** What the person has done so far on our pages. */
  progress: z.object({
    personId: z.string().nullable(),
    /** Epoch seconds of the password, when it was given now. */
    signedInAt: z.number().nullable(),
    previousSignInAt: z.number().nullable(),
    tenantId: z.string().nullable(),
    consented: z.boolean(),
  }),
});

export type AuthorizeRequest = z.infer<typeof authorizeRequestSchema>;

export interface AuthorizeRequests {
  find: (id: string) => AuthorizeRequest | undefined;
  put: (request: AuthorizeRequest) => void;
  remove: (id: string) => void;
}

const LIFE_SECONDS = 3600;

/** Authorization requests that were found good, while people are on our pages. */
export function createAuthorizeRequests({ sql, clock }: WorldContext): AuthorizeRequests {
  const records = openWorldRecords(sql, 'authorize_request', authorizeRequestSchema, clock.now);
  return {
    find: records.find,
    put: (request) => records.put(request.id, request, clock.seconds() + LIFE_SECONDS),
    remove: (id) => records.remove(id),
  };
}
