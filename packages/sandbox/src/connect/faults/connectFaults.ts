import { ALL_BREAKS, breakFaults } from '../../protocol/breakAnswer.ts';
import { AUTHORIZE_FAULTS } from './authorizeFaults.ts';
import { LOGOUT_FAULTS } from './logoutFaults.ts';
import { ID_TOKEN_FAULTS, TOKEN_FAULTS } from './tokenFaults.ts';

const USERINFO = 'Connect, userinfo';
const DISCOVERY = 'Connect, discovery';
const REVOCATION = 'Connect, revocation';

/** The ways in which revocation breaks. */
export const REVOCATION_BREAKS = ['slow', 'hangs', 'reset', '500', '503'] as const;

/** What can be broken on purpose in the Connect stand-in, as described on the control page and in documents. */
export const CONNECT_FAULTS = [
  ...AUTHORIZE_FAULTS,
  ...TOKEN_FAULTS,
  ...ID_TOKEN_FAULTS,
  ...breakFaults('userinfo', USERINFO, ALL_BREAKS),
  { name: 'userinfo_401', where: USERINFO, description: 'Answers 401 to a good token.' },
  { name: 'userinfo_wrong_sub', where: USERINFO, description: 'Answers with another sub.' },
  { name: 'userinfo_missing_sub', where: USERINFO, description: 'Answers without sub.' },
  ...breakFaults('discovery', DISCOVERY, ALL_BREAKS),
  { name: 'discovery_wrong_issuer', where: DISCOVERY, description: 'The metadata names another issuer.' },
  {
    name: 'discovery_without_endpoints',
    where: DISCOVERY,
    description: 'The metadata holds the issuer and nothing else.',
  },
  ...breakFaults('jwks', 'Connect, keys', ALL_BREAKS),
  { name: 'jwks_empty', where: 'Connect, keys', description: 'The JWKS holds no key.' },
  ...breakFaults('revocation', REVOCATION, REVOCATION_BREAKS),
  { name: 'introspection_500', where: 'Connect, introspection', description: 'Answers 500.' },
  ...LOGOUT_FAULTS,
] as const;

export type ConnectFault = (typeof CONNECT_FAULTS)[number]['name'];
