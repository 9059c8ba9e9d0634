import { expect } from '@jest/globals';
import { z } from 'zod';
import { OLA } from '../../support/startStack.ts';
import { openWebBrowser, type WebBrowser, type WebPage } from '../../support/webBrowser.ts';
import { ACCOUNT, type FaultCase, type FaultCases, type FaultStage } from './faultStage.ts';
import { each } from './signInCases.ts';

/** Presses the sign-out button, and the link that Connect shows to browsers without script. */
async function signOut({ at }: FaultStage, browser: WebBrowser): Promise<WebPage> {
  const atConnect = await browser.submit(await browser.open(at(ACCOUNT)), 'action="/logout"');
  const next = /<a[^>]*href="([^"]*)"[^>]*data-go-on-after/.exec(atConnect.html)?.[1];
  return next === undefined ? atConnect : browser.open(next.replaceAll('&amp;', '&'));
}

/** Whatever Connect does, nobody is signed in here afterwards. */
const endsHere =
  (look: (page: WebPage, stage: FaultStage) => void): FaultCase =>
  async (stage, name) => {
    const { browser } = await stage.signIn();
    await stage.arm(name);
    look(await signOut(stage, browser), stage);
    expect(await stage.isSignedIn(browser)).toBe(false);
  };

const SAYS_BOTH = 'You are signed out here and at Visma Connect.';
const SAYS_UNSURE = 'Whether you are signed out at Visma Connect too is not known';

const says = (words: string): FaultCase =>
  endsHere((page, { at }) => {
    expect([new URL(page.url).pathname, new URL(page.url).origin]).toEqual(['/signed-out', new URL(at('/')).origin]);
    expect(page.html).toContain(words);
  });

/** The person is left on Connect's page. */
const staysAtConnect = (status: number): FaultCase =>
  endsHere((page, { stack }) => {
    expect([new URL(page.url).origin, page.status]).toEqual([stack.sandbox.url, status]);
  });

const FRAME = { headers: { 'Sec-Fetch-Dest': 'iframe', 'Sec-Fetch-Site': 'cross-site' } };

/** Signs out at Connect, which tells the app by frames alone; they bring none of our cookies. */
const frames =
  (count: number): FaultCase =>
  async (stage, name) => {
    const { browser } = await stage.signIn();
    await stage.arm('back_channel_missing');
    await stage.arm(name);
    const asking = await browser.open(new URL('/connect/endsession', stage.stack.sandbox.url).href);
    const { html } = await browser.submit(asking, 'sign-out-form');
    const sources = [...html.matchAll(/<iframe src="([^"]*)"/g)].map(([, src = '']) => src.replaceAll('&amp;', '&'));
    const ours = sources.filter((src) => src.startsWith(stage.at('/')));
    expect(ours).toHaveLength(count);
    for (const src of ours) expect((await openWebBrowser().open(src, FRAME)).status).toBe(200);
    expect(await stage.isSignedIn(browser)).toBe(true);
  };

const ended = z.object({
  ended: z.array(z.object({ notices: z.array(z.object({ address: z.string(), status: z.number().nullable() })) })),
});

/** Ends Ola's session at Connect, and says what the app answered to the logout token. */
async function endAtConnect({ at, control }: FaultStage): Promise<(number | null)[]> {
  const answer = ended.parse(await control('POST', 'logout', { username: OLA }));
  const notices = answer.ended.flatMap((one) => one.notices);
  return notices.filter(({ address }) => address.startsWith(at('/'))).map(({ status }) => status);
}

const answersNotice =
  (status: number | null, isSignedInAfterwards: boolean): FaultCase =>
  async (stage, name) => {
    await endAtConnect(stage);
    const { browser } = await stage.signIn();
    await stage.arm(name);
    expect(await endAtConnect(stage)).toEqual([status]);
    expect(await stage.isSignedIn(browser)).toBe(isSignedInAfterwards);
  };

/** What the app does when signing out goes wrong. */
export const SIGN_OUT_CASES: FaultCases = {
  ...each(
    ['revocation_slow', 'revocation_hangs', 'revocation_reset', 'revocation_500', 'revocation_503'],
    says(SAYS_BOTH),
  ),
  ...each(['end_session_wrong_state', 'end_session_missing_state'], says(SAYS_UNSURE)),
  end_session_no_return: staysAtConnect(200),
  end_session_500: staysAtConnect(500),
  ...each(['front_channel_without_sid', 'front_channel_wrong_iss', 'front_channel_wrong_sid'], frames(1)),
  front_channel_missing: frames(0),
  ...each(
    [
      ...(['back_channel_alg_none', 'back_channel_wrong_alg', 'back_channel_wrong_signature'] as const),
      ...(['back_channel_wrong_typ', 'back_channel_wrong_iss', 'back_channel_wrong_aud'] as const),
      ...(['back_channel_missing_iat', 'back_channel_missing_jti', 'back_channel_expired'] as const),
      ...(['back_channel_no_event', 'back_channel_wrong_event', 'back_channel_nonce'] as const),
      ...(['back_channel_without_sub_and_sid', 'back_channel_not_a_jwt'] as const),
    ],
    answersNotice(400, true),
  ),
  back_channel_oversized: answersNotice(413, true),
  back_channel_unknown_sid: answersNotice(200, true),
  ...each(
    [
      ...(['back_channel_without_sid', 'back_channel_without_sub'] as const),
      ...(['back_channel_unknown_claims', 'back_channel_unknown_form_field'] as const),
    ],
    answersNotice(200, false),
  ),
  // The second of two alike is refused; the first has ended the session.
  back_channel_replayed: answersNotice(400, false),
  back_channel_missing: answersNotice(null, true),
};
