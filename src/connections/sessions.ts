import { StoreError } from '../errors.ts';
import type { Clock, Store } from '../store/store.ts';
import type { TokenSet } from '../oidc/tokenSet.ts';
import type { ConnectedCompany, PersonSession } from './personSession.ts';
import type { SessionIndex } from './sessionIndex.ts';
import {
  parseSessionRecord,
  sessionExpiresAt,
  sessionKey,
  type SessionLife,
  type SessionRecord,
} from './sessionRecord.ts';
import type { Vault } from './vault.ts';

export interface SessionsDeps {
  readonly store: Store;
  readonly vault: Vault;
  readonly index: SessionIndex;
  readonly life: SessionLife;
  readonly now: Clock;
  /** Lets go what is kept elsewhere for a session that ends. */
  readonly forget?: ((sessionId: string) => Promise<void>) | undefined;
}

/** Signed-in sessions seen from outside of their own requests. */
export interface Sessions {
  /** Makes the session findable by Connect's session and by person. */
  index(signedIn: PersonSession): Promise<void>;
  /** Takes the tokens of a session that is about to end out of the vault; the session itself is the caller's to end. */
  takeTokens(signedIn: PersonSession): Promise<TakenTokens[]>;
  /** The same for a sign-out, which goes on whatever the store does: never rejects, and says whether anything is left. */
  takeAllTokens(signedIn: PersonSession): Promise<{ readonly taken: TakenTokens[]; readonly isAnyLeft: boolean }>;
  /** Lets a connection go that another one has taken the place of. */
  scheduleRemoval(connection: ConnectedCompany): Promise<void>;
  /** Ends a session; undefined when there was none. */
  end(sessionId: string): Promise<EndedSession | undefined>;
  /** Ends the sessions that hold a sign-in of Connect's session `sid`. Answers which. */
  endBySid(issuer: string, sid: string): Promise<EndedSession[]>;
  /** Ends all sessions of a person. Answers which. */
  endBySub(issuer: string, sub: string): Promise<EndedSession[]>;
  /** All sessions of a person, last seen first. */
  ofPerson(issuer: string, sub: string): Promise<SessionSummary[]>;
}

/** A session that was ended from outside; its browser does not know yet. */
export interface EndedSession {
  readonly sessionId: string;
  /** By which its browser is known when it comes: hashes of the keys in its cookies. */
  readonly keyHashes: readonly string[];
  /** For whoever wants to give them back to Connect. */
  readonly tokens: readonly TakenTokens[];
}

export interface TakenTokens {
  readonly tenantId: string;
  readonly tokens: TokenSet;
}

export interface SessionSummary {
  readonly sessionId: string;
  readonly device: string;
  readonly address: string;
  /** Epoch seconds, as all times here. */
  readonly startedAt: number;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
  readonly companyNames: readonly string[];
}

export function createSessions(deps: SessionsDeps): Sessions {
  const endWhere = async (sessionIds: readonly string[], isMeant: (signedIn: PersonSession) => boolean) => {
    const ended = await Promise.all(sessionIds.map((sessionId) => endSession(deps, sessionId, isMeant)));
    return ended.filter((one) => one !== undefined);
  };
  return {
    index: (signedIn) => deps.index.add(signedIn.sessionId, ownerOf(signedIn)),
    takeTokens: (signedIn) => takeTokens(deps, signedIn),
    takeAllTokens: (signedIn) => takeAllTokens(deps, signedIn),
    scheduleRemoval: ({ connectionId }) => deps.vault.scheduleRemoval(connectionId),
    end: (sessionId) => endSession(deps, sessionId, () => true),
    endBySid: async (issuer, sid) =>
      endWhere(await deps.index.bySid(issuer, sid), (signedIn) => ownerOf(signedIn).sids.includes(sid)),
    endBySub: async (issuer, sub) =>
      endWhere(await deps.index.bySub(issuer, sub), (signedIn) => isOf(signedIn, { issuer, sub })),
    ofPerson: async (issuer, sub) => {
      const ids = await deps.index.bySub(issuer, sub);
      const found = await Promise.all(ids.map((sessionId) => summaryOf(deps, sessionId, { issuer, sub })));
      return found.filter((summary) => summary !== undefined).toSorted((a, b) => b.lastSeenAt - a.lastSeenAt);
    },
  };
}

/** The index may be behind: only a session that really is meant is ended. */
async function endSession(
  deps: SessionsDeps,
  sessionId: string,
  isMeant: (signedIn: PersonSession) => boolean,
): Promise<EndedSession | undefined> {
  const record = await readSession(deps, sessionId);
  const signedIn = record?.data.signedIn;
  if (!record || !signedIn || !isMeant(signedIn)) return undefined;
  await deps.store.delete(sessionKey(sessionId));
  return { sessionId, keyHashes: Object.keys(record.keys), tokens: await takeTokens(deps, signedIn) };
}

async function takeTokens({ vault, index, forget }: SessionsDeps, signedIn: PersonSession): Promise<TakenTokens[]> {
  const companies = Object.values(signedIn.companies);
  const taken = await Promise.all(
    companies.map(async ({ tenantId, connectionId }) => {
      const entry = await vault.read(connectionId);
      await vault.remove(connectionId);
      return entry && { tenantId, tokens: entry.record.tokens };
    }),
  );
  await index.remove(signedIn.sessionId, ownerOf(signedIn));
  await forget?.(signedIn.sessionId);
  return taken.filter((one) => one !== undefined);
}

async function takeAllTokens({ vault, index, forget }: SessionsDeps, signedIn: PersonSession) {
  let isAnyLeft = false;
  const ifItCan = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      isAnyLeft = true;
      return undefined;
    }
  };
  const taken = await Promise.all(
    Object.values(signedIn.companies).map(async ({ tenantId, connectionId }) => {
      const entry = await ifItCan(vault.read(connectionId));
      await ifItCan(vault.remove(connectionId));
      return entry && { tenantId, tokens: entry.record.tokens };
    }),
  );
  await ifItCan(index.remove(signedIn.sessionId, ownerOf(signedIn)));
  await ifItCan(forget?.(signedIn.sessionId) ?? Promise.resolve());
  return { taken: taken.filter((one) => one !== undefined), isAnyLeft };
}

async function readSession({ store, life, now }: SessionsDeps, sessionId: string): Promise<SessionRecord | undefined> {
  const entry = await store.get(sessionKey(sessionId));
  const record = entry && parseSessionRecord(entry.value);
  return record && sessionExpiresAt(record, life) > now() / 1000 ? record : undefined;
}

async function summaryOf(
  deps: SessionsDeps,
  sessionId: string,
  owner: { issuer: string; sub: string },
): Promise<SessionSummary | undefined> {
  const record = await readSession(deps, sessionId);
  const signedIn = record?.data.signedIn;
  if (!record || !signedIn || !isOf(signedIn, owner)) return undefined;
  const { startedAt, lastSeenAt } = record;
  return {
    sessionId,
    device: signedIn.device,
    address: signedIn.address,
    startedAt,
    lastSeenAt,
    expiresAt: sessionExpiresAt(record, deps.life),
    companyNames: Object.values(signedIn.companies).map(({ name }) => name),
  };
}

function isOf({ person }: PersonSession, owner: { issuer: string; sub: string }): boolean {
  return person.issuer === owner.issuer && person.sub === owner.sub;
}

function ownerOf({ person, companies }: PersonSession) {
  const sids = Object.values(companies).flatMap(({ sid }) => (sid === undefined ? [] : [sid]));
  return { issuer: person.issuer, sub: person.sub, sids: [...new Set(sids)] };
}
