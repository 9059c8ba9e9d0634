import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { hashSecret, isSecret } from './secretHash.ts';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

const personSchema = z.object({
  /** The `sub` of tokens: a GUID that never changes. */
  id: z.string(),
  /** The e-mail address; compared without letter case. */
  username: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  passwordHash: z.string(),
  locale: z.string(),
  phone: z.string().nullable(),
  country: z.string(),
  /** Epoch seconds. */
  createdAt: z.number(),
  /** Epoch seconds. */
  lastSignInAt: z.number().nullable(),
  disabled: z.boolean(),
});

export type Person = z.infer<typeof personSchema>;

export interface NewPerson {
  readonly id?: string | undefined;
  readonly username: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly password: string;
  readonly locale?: string | undefined;
  readonly phone?: string | null | undefined;
  readonly country?: string | undefined;
}

export interface People {
  readonly find: (id: string) => Person | undefined;
  readonly byUsername: (username: string) => Person | undefined;
  readonly all: () => Person[];
  readonly add: (person: NewPerson) => Person;
  readonly put: (person: Person) => void;
  /** The person, if this is their password and they are not disabled. */
  readonly signIn: (username: string, password: string) => Person | undefined;
}

/** The people who can sign in. */
export function createPeople({ sql, clock }: WorldContext): People {
  const records = openWorldRecords(sql, 'person', personSchema, clock.now);
  const byUsername = (username: string): Person | undefined =>
    records.all().find((person) => person.username.toLowerCase() === username.trim().toLowerCase());
  return {
    find: records.find,
    byUsername,
    all: records.all,
    put: (person) => records.put(person.id, person),
    add: ({ id = randomUUID(), password, ...rest }) => {
      const made: Person = {
        id,
        username: rest.username,
        givenName: rest.givenName,
        familyName: rest.familyName,
        passwordHash: hashSecret(password),
        locale: rest.locale ?? 'nb-NO',
        phone: rest.phone ?? null,
        country: rest.country ?? 'NO',
        createdAt: clock.seconds(),
        lastSignInAt: null,
        disabled: false,
      };
      records.put(id, made);
      return made;
    },
    signIn: (username, password) => {
      const person = byUsername(username);
      return person && !person.disabled && isSecret(password, person.passwordHash) ? person : undefined;
    },
  };
}
