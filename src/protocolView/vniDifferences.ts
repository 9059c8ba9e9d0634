import type { StepKind } from 'visma-net-client/connect/protocolStep';
import type { TextKey } from '../languages/textKeys.ts';

/**
 * What VNI, the way in before Visma Connect, did at this place, where it did something else. It has ended; this is for
 * people who know it, or read code that used it.
 * @see docs/migration.md
 */
export const VNI_DIFFERENCES: Readonly<Partial<Record<StepKind, readonly TextKey[]>>> = {
  metadata: ['protocol.vni.metadata.addresses'],
  keys: ['protocol.vni.keys.opaque'],
  authorization_request: [
    'protocol.vni.authorization_request.address',
    'protocol.vni.authorization_request.parameters',
  ],
  token_request: [
    'protocol.vni.token_request.address',
    'protocol.vni.token_request.names',
    'protocol.vni.token_request.lifetime',
  ],
  id_token: ['protocol.vni.id_token.none'],
  userinfo: ['protocol.vni.userinfo.addresses', 'protocol.vni.userinfo.numbers'],
  refresh: ['protocol.vni.refresh.none'],
  revocation: ['protocol.vni.revocation.address'],
  introspection: ['protocol.vni.introspection.address'],
  api_call: ['protocol.vni.api_call.host', 'protocol.vni.api_call.headers', 'protocol.vni.api_call.refusal'],
};
