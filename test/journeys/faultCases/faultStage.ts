import { expect } from '@jest/globals';
import type { FaultName } from '../../../packages/sandbox/src/faults.ts';
import { controlCall } from '../../../packages/sandbox/test/control/controlCall.ts';
import { HANDEL, OLA, signIn, startStack, type SignInPlan, type Stack } from '../../support/startStack.ts';
import { openWebBrowser, type WebBrowser, type WebPage } from '../../support/webBrowser.ts';

/** The app and the sandbox, and what a person does with them while something is broken on purpose. */
export interface FaultStage {
  readonly stack: Stack;
  /** How long the app waits for an answer, in milliseconds. */
  readonly patienceMs: number;
  /** An address of the app. */
  readonly at: (path: string) => string;
  readonly control: (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;
  /** Puts a fault on, until it is taken back. */
  readonly arm: (name: FaultName) => Promise<void>;
  /** Takes all faults back. */
  readonly mend: () => Promise<void>;
  /** Ola signs in and wants to see the account page, unless told. */
  readonly signIn: (plan?: SignInPlan) => Promise<{ browser: WebBrowser; page: WebPage }>;
  readonly isSignedIn: (browser: WebBrowser) => Promise<boolean>;
  readonly stop: () => Promise<void>;
}

/** What the app and the person do with one fault. */
export type FaultCase = (stage: FaultStage, name: FaultName) => Promise<void>;

/** Cases by the names of their faults. */
export type FaultCases = Readonly<Partial<Record<FaultName, FaultCase>>>;

/** Little where an answer never comes. Elsewhere so much that a busy machine is not taken for such a one. */
const PATIENCE_MS = { withHanging: 3000, withAnswering: 15_000 };
export const ACCOUNT = '/account';
export const INVENTORY = `/companies/${HANDEL}/inventory`;
export const TOKEN_SECONDS = 3600;

/** Starts both on free ports, for faults that hang or for all others; those called slow wait a little. */
export async function openFaultStage({ hangs }: { readonly hangs: boolean }): Promise<FaultStage> {
  const patienceMs = hangs ? PATIENCE_MS.withHanging : PATIENCE_MS.withAnswering;
  const stack = await startStack({ patienceMs, sandbox: { settings: { faultDelayMs: 20 } } });
  const at = (path: string): string => new URL(path, stack.app.url).href;
  const control: FaultStage['control'] = async (method, path, body) => {
    const answer = await controlCall(stack.sandbox, method, path, body);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body;
  };
  return {
    stack,
    patienceMs,
    at,
    control,
    arm: async (name) => {
      await control('PUT', 'faults', { name });
    },
    mend: async () => {
      await control('DELETE', 'faults');
    },
    signIn: (plan) => signIn(stack, { username: OLA, path: `/login?return_to=${ACCOUNT}`, ...plan }),
    isSignedIn: async (browser) => (await browser.open(at(ACCOUNT), { follow: () => false })).status === 200,
    stop: () => stack.stop(),
  };
}

/** One browser for a sign-in that does not come back by itself. */
export async function beginSignIn({ at }: FaultStage): Promise<{ browser: WebBrowser; authorize: string }> {
  const browser = openWebBrowser();
  const begun = await browser.open(at(`/login?return_to=${ACCOUNT}`), { follow: () => false });
  return { browser, authorize: begun.headers.get('location') ?? '' };
}

/** The way back to the sign-in that a page offers. */
export function signInLinkOf({ html }: WebPage): string {
  const [, href = ''] = /href="(\/login[^"]*)"/.exec(html) ?? [];
  expect(href).not.toBe('');
  return href.replaceAll('&amp;', '&');
}

/** The page of a refusal, and a browser that holds no session after it. */
export async function expectRefused(
  { at, isSignedIn }: FaultStage,
  { browser, page }: { browser: WebBrowser; page: WebPage },
  code: string,
): Promise<void> {
  expect([page.errorCode, new URL(page.url).origin]).toEqual([code, new URL(at('/')).origin]);
  expect(page.status).toBeGreaterThanOrEqual(400);
  expect(await isSignedIn(browser)).toBe(false);
}
