const END_SESSION = 'Connect, end session';
const FRONT = 'Connect, front-channel logout';
const BACK = 'Connect, logout token';

/** What can be broken when somebody signs out. */
export const LOGOUT_FAULTS = [
  { name: 'end_session_wrong_state', where: END_SESSION, description: 'Comes back with another state.' },
  { name: 'end_session_missing_state', where: END_SESSION, description: 'Comes back without state.' },
  { name: 'end_session_no_return', where: END_SESSION, description: 'Signs out, and does not lead back.' },
  { name: 'end_session_500', where: END_SESSION, description: 'Answers 500, and the session lives on.' },
  { name: 'front_channel_without_sid', where: FRONT, description: 'Frames come without iss and sid.' },
  { name: 'front_channel_wrong_iss', where: FRONT, description: 'Frames come with another issuer in iss.' },
  { name: 'front_channel_wrong_sid', where: FRONT, description: 'Frames come with the sid of nobody.' },
  { name: 'front_channel_missing', where: FRONT, description: 'Frames do not come.' },
  { name: 'back_channel_alg_none', where: BACK, description: 'alg is none and there is no signature.' },
  { name: 'back_channel_wrong_alg', where: BACK, description: 'alg is RS512, with a good signature.' },
  { name: 'back_channel_wrong_signature', where: BACK, description: 'The signature is broken.' },
  { name: 'back_channel_wrong_typ', where: BACK, description: 'typ is at+jwt.' },
  { name: 'back_channel_wrong_iss', where: BACK, description: 'iss is another issuer.' },
  { name: 'back_channel_wrong_aud', where: BACK, description: 'aud is another application.' },
  { name: 'back_channel_missing_iat', where: BACK, description: 'iat is missing.' },
  { name: 'back_channel_missing_jti', where: BACK, description: 'jti is missing.' },
  { name: 'back_channel_expired', where: BACK, description: 'exp is an hour ago.' },
  { name: 'back_channel_no_event', where: BACK, description: 'events is missing.' },
  { name: 'back_channel_wrong_event', where: BACK, description: 'events names another event.' },
  { name: 'back_channel_nonce', where: BACK, description: 'A nonce is present.' },
  { name: 'back_channel_without_sid', where: BACK, description: 'sub only, no sid.' },
  { name: 'back_channel_without_sub', where: BACK, description: 'sid only, no sub.' },
  { name: 'back_channel_without_sub_and_sid', where: BACK, description: 'Neither sub nor sid.' },
  { name: 'back_channel_unknown_sid', where: BACK, description: 'sid is that of nobody, and there is no sub.' },
  { name: 'back_channel_unknown_claims', where: BACK, description: 'It carries a claim that nobody knows.' },
  { name: 'back_channel_unknown_form_field', where: BACK, description: 'The form has a field that nobody knows.' },
  {
    name: 'back_channel_replayed',
    where: BACK,
    description: 'The same logout token is posted twice; the control API tells the second answer.',
  },
  { name: 'back_channel_oversized', where: BACK, description: 'The form has 2 MB.' },
  { name: 'back_channel_not_a_jwt', where: BACK, description: 'The logout token is no JWT.' },
  { name: 'back_channel_missing', where: BACK, description: 'No logout token is sent.' },
] as const;
