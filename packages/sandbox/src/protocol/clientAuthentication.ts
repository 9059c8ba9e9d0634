import type { Request } from 'express';
import { isPublicClient, type Application } from '../world/application.ts';
import type { World } from '../world/world.ts';
import { ProtocolError } from './protocolError.ts';
import type { Parameters } from './singleValues.ts';

interface Credentials {
  readonly clientId: string;
  readonly secret: string | undefined;
}

/**
 * Which application calls, by Basic or by form fields; native and single-page applications by their id alone.
 * @throws ProtocolError invalid_client. Connect answers it with 400, never 401.
 * @see RFC 6749 §2.3.1
 */
export function authenticateApplication(world: World, { headers }: Request, form: Parameters): Application {
  const { clientId, secret } = credentialsOf(headers.authorization, form);
  const delaySeconds = world.settings.current().portalDelaySeconds;
  const application = world.applications.inForce(clientId, delaySeconds);
  if (!application) throw new ProtocolError('invalid_client', { hint: 'No application in force has this client_id' });
  if (isPublicClient(application)) {
    if (secret) throw new ProtocolError('invalid_client', { hint: `A ${application.type} application has no secret` });
    return application;
  }
  if (!secret) throw new ProtocolError('invalid_client', { hint: 'The client secret is missing', clientId });
  if (!world.secrets.matches(clientId, secret, delaySeconds)) {
    throw new ProtocolError('invalid_client', { hint: secretMiss(world, clientId, secret), clientId });
  }
  return application;
}

function secretMiss({ secrets }: World, clientId: string, secret: string): string {
  if (secrets.matches(clientId, secret, 0)) return 'The secret is new, and has not reached Connect yet';
  const known = secrets.ofApplication(clientId);
  if (known.length === 0) return 'The application has no secret: generate one in the portal';
  return known.some(({ revokedAt }) => revokedAt !== null)
    ? 'The secret is wrong, or one that was revoked'
    : 'The secret is wrong';
}

function credentialsOf(authorization: string | undefined, form: Parameters): Credentials {
  if (authorization === undefined) {
    if (!form.client_id) throw new ProtocolError('invalid_client', { hint: 'No client credentials were sent' });
    return { clientId: form.client_id, secret: form.client_secret };
  }
  const encoded = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization)?.[1];
  const pair = encoded && /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString());
  if (!pair) throw new ProtocolError('invalid_client', { hint: 'Authorization is not Basic with id:secret' });
  const clientId = decode(pair[1] ?? '');
  if (form.client_id && form.client_id !== clientId)
    throw new ProtocolError('invalid_client', { hint: 'client_id differs from the one in the Authorization header' });
  return { clientId, secret: decode(pair[2] ?? '') };
}

/** Both parts are form-encoded before they are joined (RFC 6749 §2.3.1); clients that forget it have plain values. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll('+', ' '));
  } catch {
    return part;
  }
}
