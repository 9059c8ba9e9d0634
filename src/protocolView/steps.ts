import type { StepKind } from 'visma-net-client/connect/protocolStep';
import { say, type Sentence } from '../languages/spoken.ts';
import type { TextKey } from '../languages/textKeys.ts';

/** Who takes part; in a picture, from left to right. */
export const PARTIES = ['browser', 'app', 'connect', 'erp'] as const;

export type Party = (typeof PARTIES)[number];

/** What a kind of step is. Its other texts have its name: see below. */
export interface StepDescription {
  /** Who speaks to whom; the same for both: what a party does by itself. */
  readonly from: Party;
  readonly to: Party;
  /** What a good answer brings; undefined for a step without an answer of its own. */
  readonly brings: TextKey | undefined;
  /** The standard that describes it. */
  readonly section: string;
}

export const STEPS: Readonly<Record<StepKind, StepDescription>> = {
  metadata: {
    from: 'app',
    to: 'connect',
    brings: 'protocol.steps.metadata.brings',
    section: 'OpenID Connect Discovery §4',
  },
  keys: {
    from: 'app',
    to: 'connect',
    brings: 'protocol.steps.keys.brings',
    section: 'RFC 7517 §5, OpenID Connect Core §10.1.1',
  },
  initiate_login: {
    from: 'browser',
    to: 'app',
    brings: undefined,
    section: 'OpenID Connect Core §4',
  },
  authorization_request: {
    from: 'browser',
    to: 'connect',
    brings: undefined,
    section: 'RFC 6749 §4.1.1, RFC 7636 §4.3, OpenID Connect Core §3.1.2.1',
  },
  authorization_response: {
    from: 'browser',
    to: 'app',
    brings: undefined,
    section: 'RFC 6749 §4.1.2, RFC 9207 §2',
  },
  token_request: {
    from: 'app',
    to: 'connect',
    brings: 'protocol.steps.token_request.brings',
    section: 'RFC 6749 §4.1.3, RFC 7636 §4.5',
  },
  id_token: {
    from: 'app',
    to: 'app',
    brings: undefined,
    section: 'OpenID Connect Core §3.1.3.7',
  },
  userinfo: {
    from: 'app',
    to: 'connect',
    brings: 'protocol.steps.userinfo.brings',
    section: 'OpenID Connect Core §5.3',
  },
  refresh: {
    from: 'app',
    to: 'connect',
    brings: 'protocol.steps.refresh.brings',
    section: 'RFC 6749 §6, OpenID Connect Core §12',
  },
  revocation: {
    from: 'app',
    to: 'connect',
    brings: 'protocol.steps.revocation.brings',
    section: 'RFC 7009 §2',
  },
  introspection: {
    from: 'app',
    to: 'connect',
    brings: 'protocol.steps.introspection.brings',
    section: 'RFC 7662 §2',
  },
  api_call: {
    from: 'app',
    to: 'erp',
    brings: 'protocol.steps.api_call.brings',
    section: 'RFC 6750 §2.1',
  },
  end_session: {
    from: 'browser',
    to: 'connect',
    brings: undefined,
    section: 'OpenID Connect RP-Initiated Logout §2',
  },
  signed_out: {
    from: 'browser',
    to: 'app',
    brings: undefined,
    section: 'OpenID Connect RP-Initiated Logout §3',
  },
  frontchannel_logout: {
    from: 'browser',
    to: 'app',
    brings: undefined,
    section: 'OpenID Connect Front-Channel Logout §2',
  },
  backchannel_logout: {
    from: 'connect',
    to: 'app',
    brings: undefined,
    section: 'OpenID Connect Back-Channel Logout §2.5',
  },
};

export function partyName(party: Party): Sentence {
  return say(`protocol.parties.${party}`);
}

export function stepTitle(kind: StepKind): Sentence {
  return say(`protocol.steps.${kind}.title`);
}

/** What it is for. */
export function stepPurpose(kind: StepKind): Sentence {
  return say(`protocol.steps.${kind}.purpose`);
}

/** What is said, short enough for an arrow. */
export function stepSays(kind: StepKind): Sentence {
  return say(`protocol.steps.${kind}.says`);
}
