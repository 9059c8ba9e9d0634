import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { hashSecret, isSecret } from './secretHash.ts';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

const secretSchema = z.object({
  id: z.string(),
  clientId: z.string(),
  hash: z.string(),
  /** Its last four characters, to tell secrets apart. */
  hint: z.string(),
  description: z.string(),
  /** Epoch seconds. */
  createdAt: z.number(),
  /** Epoch seconds; null while it works. */
  revokedAt: z.number().nullable(),
});

export type ApplicationSecret = z.infer<typeof secretSchema>;

export interface ApplicationSecrets {
  ofApplication: (clientId: string) => ApplicationSecret[];
  /** Adds a secret and answers it: the only time it can be read. */
  generate: (clientId: string, description: string) => string;
  /** Adds a given secret, unless it is there already. */
  add: (clientId: string, secret: string, description: string) => void;
  revoke: (id: string) => void;
  /** Whether one of the application's secrets in force is this one. */
  matches: (clientId: string, secret: string) => boolean;
}

/** Client secrets, several per application, stored as hashes. */
export function createApplicationSecrets({ sql, clock }: WorldContext): ApplicationSecrets {
  const records = openWorldRecords(sql, 'application_secret', secretSchema, clock.now);
  const ofApplication = (clientId: string): ApplicationSecret[] =>
    records.all().filter((secret) => secret.clientId === clientId);
  const matches = (clientId: string, secret: string): boolean =>
    ofApplication(clientId).filter(({ revokedAt, hash }) => revokedAt === null && isSecret(secret, hash)).length > 0;
  const add = (clientId: string, secret: string, description: string): void => {
    if (matches(clientId, secret)) return;
    const id = randomUUID();
    const hint = secret.slice(-4);
    const createdAt = clock.seconds();
    records.put(id, { id, clientId, hash: hashSecret(secret), hint, description, createdAt, revokedAt: null });
  };
  return {
    ofApplication,
    matches,
    add,
    generate: (clientId, description) => {
      const secret = randomBytes(32).toString('base64url');
      add(clientId, secret, description);
      return secret;
    },
    revoke: (id) => {
      const secret = records.find(id);
      if (secret) records.put(id, { ...secret, revokedAt: secret.revokedAt ?? clock.seconds() });
    },
  };
}
