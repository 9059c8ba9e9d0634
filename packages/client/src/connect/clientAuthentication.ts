import { ClientSecretBasic, ClientSecretPost, type ClientAuth } from 'openid-client';

/** How the secret is sent to the token endpoint. */
export type ClientAuthentication = 'basic' | 'post';

/** The one way in which this client authenticates, whoever asks with it (RFC 6749 §2.3.1). */
export function authenticationOf(kind: ClientAuthentication, clientSecret: string): ClientAuth {
  return kind === 'post' ? ClientSecretPost(clientSecret) : ClientSecretBasic(clientSecret);
}
