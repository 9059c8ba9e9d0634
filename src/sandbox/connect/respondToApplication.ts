import type { Response } from 'express';
import type { AuthorizeRequest } from '../world/authorizeRequests.ts';
import type { ConnectDeps } from './connectDeps.ts';
import { renderPage } from './renderPage.ts';
import { cspSource } from './cspSource.ts';
import { pageWords } from './pageWords.ts';

type Fields = [name: string, value: string][];

/** Sends an authorization response to the application in the mode it asked for, and breaks it when told to. */
export function respondToApplication(
  deps: ConnectDeps,
  response: Response,
  request: AuthorizeRequest,
  fields: Readonly<Record<string, string | null | undefined>>,
): void {
  const { clientId, redirectUri, responseMode, state } = request;
  const whole = { ...fields, state, iss: deps.issuer };
  const present = Object.entries(whole).filter((field): field is [string, string] => typeof field[1] === 'string');
  const sent = strike(deps, clientId, present);
  response.set('Cache-Control', 'no-store');
  if (responseMode === 'form_post') {
    const words = pageWords(request.language);
    const formAction = [cspSource(redirectUri)];
    renderPage(response, 'connect/form-post', { words, action: redirectUri, fields: sent }, { formAction });
    return;
  }
  const address = new URL(redirectUri);
  const encoded = new URLSearchParams(sent);
  if (responseMode === 'fragment') address.hash = encoded.toString();
  else for (const [name, value] of encoded) address.searchParams.append(name, value);
  response.redirect(deps.world.settings.current().redirectStatus, address.href);
}

function strike({ faults }: ConnectDeps, clientId: string, fields: Fields): Fields {
  const without = (name: string, from: Fields): Fields => from.filter(([one]) => one !== name);
  let sent = fields;
  if (faults.take('authorize_no_code', clientId)) sent = without('code', without('error', sent));
  if (faults.take('authorize_missing_iss', clientId)) sent = without('iss', sent);
  if (faults.take('authorize_wrong_iss', clientId)) sent = [...without('iss', sent), ['iss', 'https://other.example']];
  if (faults.take('authorize_missing_state', clientId)) sent = without('state', sent);
  if (faults.take('authorize_wrong_state', clientId)) sent = [...without('state', sent), ['state', 'another-state']];
  if (faults.take('authorize_repeated_state', clientId)) sent = [...sent, ['state', 'another-state']];
  return sent;
}
