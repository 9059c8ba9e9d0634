import { expect } from '@jest/globals';
import { INVENTORY, signInLinkOf, TOKEN_SECONDS, type FaultCase, type FaultCases } from './faultStage.ts';
import { each } from './signInCases.ts';

/** The access to the company ends with this refusal, and the page leads to a new sign-in, which comes back here. */
const endsTheAccess =
  (code: string): FaultCase =>
  async (stage, name) => {
    const { browser } = await stage.signIn();
    await stage.arm(name);
    stage.stack.clock.advance(TOKEN_SECONDS);
    expect((await browser.open(stage.at(INVENTORY))).errorCode).toBe(code);
    await stage.mend();
    const still = await browser.open(stage.at(INVENTORY));
    expect([still.status, still.errorCode]).toEqual([401, 'sign_in_again']);
    const { page } = await stage.signIn({ browser, path: signInLinkOf(still) });
    expect([page.url, page.status]).toEqual([stage.at(INVENTORY), 200]);
  };

/** What the app answers when the access token has run out and no new one comes. */
export const REFRESH_CASES: FaultCases = {
  ...each(
    ['refresh_invalid_grant', 'refresh_expired', 'refresh_revoked', 'refresh_replayed', 'consent_withdrawn'],
    endsTheAccess('sign_in_again'),
  ),
  ...each(['refresh_wrong_sub', 'refresh_wrong_iss'], endsTheAccess('id_token_invalid')),
  refresh_500: async (stage, name) => {
    const { browser } = await stage.signIn();
    const list = async () => {
      const { status, errorCode } = await browser.open(stage.at(INVENTORY));
      return [status, errorCode];
    };
    await stage.arm(name);
    stage.stack.clock.advance(TOKEN_SECONDS - 30);
    expect(await list()).toEqual([200, undefined]);
    stage.stack.clock.advance(30);
    expect(await list()).toEqual([503, 'connect_unreachable']);
    await stage.mend();
    expect(await list()).toEqual([200, undefined]);
  },
  refresh_lost_answer: endsTheAccess('connect_unreachable'),
  refresh_without_refresh_token: async (stage, name) => {
    const { browser } = await stage.signIn();
    await stage.arm(name);
    stage.stack.clock.advance(TOKEN_SECONDS);
    expect((await browser.open(stage.at(INVENTORY))).status).toBe(200);
    expect(await stage.isSignedIn(browser)).toBe(true);
  },
};
