import type { Response } from 'express';
import type { AuthorizeRequest } from '../../world/authorizeRequests.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import type { ConnectFault } from '../faults/connectFaults.ts';
import { renderPage } from '../../systems/renderPage.ts';
import { cspSource } from '../../protocol/cspSource.ts';
import { pageMessages } from '../pageMessages.ts';

type Fields = [name: string, value: string][];

/** Sends an authorization response to the application in the mode it asked for, and breaks it when told to. */
export function respondToApplication(
  deps: ConnectDeps,
  res: Response,
  request: AuthorizeRequest,
  fields: Readonly<Record<string, string | null | undefined>>,
): void {
  const { clientId, redirectUri, responseMode, state } = request;
  const whole = { ...fields, state, iss: deps.issuer };
  const present = Object.entries(whole).filter((field): field is [string, string] => typeof field[1] === 'string');
  const sent = injectFaults(deps, clientId, present);
  res.set('Cache-Control', 'no-store');
  if (responseMode === 'form_post') {
    const messages = pageMessages(request.language);
    const formAction = [cspSource(redirectUri)];
    renderPage(res, 'connect/form-post', { messages, action: redirectUri, fields: sent }, { formAction });
    return;
  }
  const address = new URL(redirectUri);
  const encoded = new URLSearchParams(sent);
  if (responseMode === 'fragment') address.hash = encoded.toString();
  else for (const [name, value] of encoded) address.searchParams.append(name, value);
  res.redirect(deps.world.settings.current().redirectStatus, address.href);
}

const HUGE = 'x'.repeat(6000);

const without = (name: string, fields: Fields): Fields => fields.filter(([one]) => one !== name);
const inPlaceOf = (name: string, value: string, fields: Fields): Fields => [...without(name, fields), [name, value]];

const CHANGES: readonly (readonly [ConnectFault, (fields: Fields) => Fields])[] = [
  ['authorize_no_code', (fields) => without('code', without('error', fields))],
  ['authorize_wrong_code', (fields) => inPlaceOf('code', 'nobody-gave-this-code', fields)],
  ['authorize_repeated_code', (fields) => [...fields, ['code', 'another-code']]],
  ['authorize_code_and_error', (fields) => [...fields, ['error', 'access_denied']]],
  ['authorize_huge_parameters', (fields) => [...inPlaceOf('code', HUGE, fields), ['nobody_asked_for', HUGE]]],
  ['authorize_missing_iss', (fields) => without('iss', fields)],
  ['authorize_wrong_iss', (fields) => inPlaceOf('iss', 'https://other.example', fields)],
  ['authorize_repeated_iss', (fields) => [...fields, ['iss', 'https://other.example']]],
  ['authorize_missing_state', (fields) => without('state', fields)],
  ['authorize_wrong_state', (fields) => inPlaceOf('state', 'another-state', fields)],
  ['authorize_repeated_state', (fields) => [...fields, ['state', 'another-state']]],
];

function injectFaults({ faults }: ConnectDeps, clientId: string, fields: Fields): Fields {
  let sent = fields;
  for (const [fault, change] of CHANGES) if (faults.take(fault, clientId)) sent = change(sent);
  return sent;
}
