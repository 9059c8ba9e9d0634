import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

const authorizeRequestSchema = z.object({
  /** The fingerprint of a value that only the browser of the request knows. */
  id: z.string(),
  /** Epoch seconds. */
  startedAt: z.number().default(0),
  /** The session at Connect that the browser had then; null: none. */
  sid: z.string().nullable().default(null),
  clientId: z.string(),
  redirectUri: z.string(),
  responseType: z.enum(['code', 'code id_token']),
  responseMode: z.enum(['query', 'fragment', 'form_post']),
  scopes: z.array(z.string()),
  state: z.string().nullable(),
  nonce: z.string().nullable(),
  /** The S256 challenge; null without PKCE. */
  challenge: z.string().nullable().default(null),
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
  /** Unless it began more than an hour ago. */
  readonly find: (id: string) => AuthorizeRequest | undefined;
  readonly put: (request: AuthorizeRequest) => void;
  readonly remove: (id: string) => void;
}

export const REQUEST_LIFE_SECONDS = 3600;

/** Authorization requests that were found good, while people are on our pages. */
export function createAuthorizeRequests({ sql, clock }: WorldContext): AuthorizeRequests {
  const records = openWorldRecords(sql, 'authorize_request', authorizeRequestSchema, clock.now);
  return {
    find: (id) => {
      const request = records.find(id);
      return request && clock.seconds() < request.startedAt + REQUEST_LIFE_SECONDS ? request : undefined;
    },
    put: (request) => records.put(request.id, request, request.startedAt + REQUEST_LIFE_SECONDS),
    remove: (id) => records.remove(id),
  };
}
