import { setTimeout as wait } from 'node:timers/promises';
import { StoreError, type ErrorCode, isRefusal } from '../../errors.ts';
import type { Clock, Store } from '../../store/store.ts';
import { FORM_DAYS } from './formTicket.ts';

/** What became of a form that was sent. */
export type Sent =
  /** Where the person goes on. The same for each time the form is sent. */
  | { readonly kind: 'done'; readonly location: string }
  /** It was sent to the API, and no answer tells whether it was taken. */
  | { readonly kind: 'unknown' };

/**
 * Makes each form count once, whatever the browser does: double clicks, a reload, two tabs, two processes. Kept in the
 * store and not in the session, which parallel requests read before each other's writes.
 */
export interface FormKeys {
  /**
   * Acts unless this form has been taken already; a second request waits for the first and gets its answer. `act`
   * answers where the person goes on. When it is refused, the form can be sent again.
   * @throws what `act` throws; StoreError, before anything is sent
   */
  once(key: string, act: () => Promise<string>): Promise<Sent>;
}

const KEPT_SECONDS = FORM_DAYS * 86_400;
/** No call to the API takes longer. A form that is still being sent then has lost its process. */
const SENDING_MS = 60_000;
const LOOK_AGAIN_MS = 100;
const NOTE_TRIES = 3;
/** Here the API may have done what it was asked without being able to say so. */
const NOBODY_KNOWS: readonly ErrorCode[] = ['erp_unavailable', 'erp_nonsense', 'unexpected'];

export function createFormKeys(store: Store, now: Clock): FormKeys {
  return {
    once: async (key, act) => {
      for (;;) {
        const isMine = await store.compareAndSet(nameOf(key), sendingSince(now()), undefined, KEPT_SECONDS);
        if (isMine !== undefined) return actOnce(store, key, act);
        const sent = readState((await store.get(nameOf(key)))?.value, now());
        if (sent) return sent;
        await wait(LOOK_AGAIN_MS);
      }
    },
  };
}

async function actOnce(store: Store, key: string, act: () => Promise<string>): Promise<Sent> {
  const location = await act().catch(async (error: unknown) => {
    const isKnown = isRefusal(error) && !NOBODY_KNOWS.includes(error.code);
    if (isKnown) await store.delete(nameOf(key));
    else await store.set(nameOf(key), 'unknown', KEPT_SECONDS);
    throw error;
  });
  await noteDone(store, key, location);
  return { kind: 'done', location };
}

/** Done it is, whatever becomes of this note: without it the form counts as being sent, and is not acted on again. */
async function noteDone(store: Store, key: string, location: string): Promise<void> {
  for (let tries = 1; tries <= NOTE_TRIES; tries++) {
    try {
      await store.set(nameOf(key), `done ${location}`, KEPT_SECONDS);
      return;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      await wait(LOOK_AGAIN_MS);
    }
  }
}

function sendingSince(nowMs: number): string {
  return `sending ${nowMs}`;
}

/** Undefined while it is being sent, or when it was refused and can be sent again. */
function readState(state: string | undefined, nowMs: number): Sent | undefined {
  const [word, rest = ''] = state?.split(' ', 2) ?? [];
  if (word === 'done') return { kind: 'done', location: rest };
  if (word === 'unknown' || (word === 'sending' && nowMs - Number(rest) > SENDING_MS)) return { kind: 'unknown' };
  return undefined;
}

function nameOf(key: string): string {
  return `form:${key}`;
}
