import { buildEndSessionUrl } from 'openid-client';
import type { Provider } from './provider.ts';
import { recordStep } from './recordStep.ts';

export interface SignOutRequest {
  /** An expired one is as good. */
  readonly idTokenHint: string;
  /** A registered one; Connect honours it only with a valid hint. */
  readonly postLogoutRedirectUri: string;
  /** Comes back with the browser. */
  readonly state: string;
  readonly uiLocales?: string | undefined;
}

/**
 * Where to send the browser so that the person is signed out at Visma Connect too; undefined where the provider has
 * no such place.
 * @throws SignInError connect_unreachable when its metadata cannot be fetched
 * @see OpenID Connect RP-Initiated Logout 1.0 §2
 */
export async function planSignOut(
  provider: Provider,
  { idTokenHint, postLogoutRedirectUri, state, uiLocales }: SignOutRequest,
): Promise<string | undefined> {
  const { metadata, configuration } = await provider.discover();
  if (metadata.end_session_endpoint === undefined) return undefined;
  const url = buildEndSessionUrl(configuration(), {
    id_token_hint: idTokenHint,
    post_logout_redirect_uri: postLogoutRedirectUri,
    state,
    ...(uiLocales === undefined ? {} : { ui_locales: uiLocales }),
  });
  recordStep({ kind: 'end_session', startedAtMs: provider.now(), request: { method: 'GET', url: url.href } });
  return url.href;
}
