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
  /** Works from the start, whatever the portal's delay, as seeds do. */
  atOnce: z.boolean().default(false),
});

export type ApplicationSecret = z.infer<typeof secretSchema>;

export interface ApplicationSecrets {
  readonly ofApplication: (clientId: string) => ApplicationSecret[];
  /** Adds a secret and answers it: the only time it can be read. */
  readonly generate: (clientId: string, description: string) => string;
  /** Adds a given secret, unless it is there already. */
  readonly add: (clientId: string, secret: string, description: string, atOnce?: boolean) => void;
  readonly revoke: (id: string) => void;
  /** Forgets all secrets of an application. */
  readonly removeAll: (clientId: string) => void;
  /** Whether this is one of the application's secrets that Connect takes, given that changes arrive after `delaySeconds`. */
  readonly matches: (clientId: string, secret: string, delaySeconds: number) => boolean;
}

/** Client secrets, several per application, stored as hashes. */
export function createApplicationSecrets({ sql, clock }: WorldContext): ApplicationSecrets {
  const records = openWorldRecords(sql, 'application_secret', secretSchema, clock.now);
  const ofApplication = (clientId: string): ApplicationSecret[] =>
    records.all().filter((secret) => secret.clientId === clientId);
  const isWorking = (secret: ApplicationSecret, then: number): boolean =>
    (secret.atOnce || secret.createdAt <= then) && (secret.revokedAt ?? Infinity) > then;
  const matches = (clientId: string, secret: string, delaySeconds: number): boolean => {
    const then = clock.seconds() - delaySeconds;
    return ofApplication(clientId).filter((one) => isWorking(one, then) && isSecret(secret, one.hash)).length > 0;
  };
  const add = (clientId: string, secret: string, description: string, atOnce = false): void => {
    if (matches(clientId, secret, 0)) return;
    const id = randomUUID();
    const hash = hashSecret(secret);
    const hint = secret.slice(-4);
    const createdAt = clock.seconds();
    records.put(id, { id, clientId, hash, hint, description, createdAt, revokedAt: null, atOnce });
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
    removeAll: (clientId) => {
      for (const { id } of ofApplication(clientId)) records.remove(id);
    },
  };
}
