import type { Quota } from '../errors.ts';
import { addressOf, erpPathStep, idOfStep } from '../transport/addressOf.ts';
import type { CallContext } from '../transport/callContext.ts';
import type { ApiAnswer } from '../transport/apiCall.ts';
import type { ApiPort } from './resource.ts';

/** A write that was taken. */
export interface Written {
  readonly quota: Quota | undefined;
}

export interface Created extends Written {
  /** The number of the new object; undefined when neither the API nor the caller named it. */
  readonly number: string | undefined;
}

/** Makes a new object. Never tried twice. */
export type Create<Fields> = (context: CallContext, fields: Fields) => Promise<Created>;

interface WritePlan<Change> {
  readonly name: string;
  readonly path: string;
  readonly toBody: (change: Change) => object;
}

/** POST answers 201 with an empty body and the address of the new object. */
export function creator<Change>(
  { transport, origins }: ApiPort,
  { name, path, toBody }: WritePlan<Change>,
): Create<Change> {
  return async (context, fields) => {
    const call = {
      name: `${name}.create`,
      method: 'POST',
      url: addressOf(origins.erp, path),
      body: toBody(fields),
    } as const;
    const answer = await transport.send(context, call);
    return { number: numberIn(answer, path), quota: answer.quota };
  };
}

/** PUT answers 204. With an ETag the write is refused (erp_conflict, status 412) when somebody else wrote meanwhile. */
export function updater<Change>({ transport, origins, ids }: ApiPort, { name, path, toBody }: WritePlan<Change>) {
  return async (context: CallContext, number: string, change: Change, etag?: string): Promise<Written> => {
    const url = addressOf(origins.erp, `${path}/${erpPathStep(number, ids)}`);
    const headers = etag === undefined ? {} : { 'if-match': etag };
    const call = { name: `${name}.update`, method: 'PUT', url, headers, body: toBody(change) } as const;
    const { quota } = await transport.send(context, call);
    return { quota };
  };
}

/** DELETE answers 204. */
export function remover({ transport, origins, ids }: ApiPort, { name, path }: Omit<WritePlan<never>, 'toBody'>) {
  return async (context: CallContext, number: string): Promise<Written> => {
    const url = addressOf(origins.erp, `${path}/${erpPathStep(number, ids)}`);
    const { quota } = await transport.send(context, { name: `${name}.delete`, method: 'DELETE', url });
    return { quota };
  };
}

/** The number at the end of a Location. */
function numberIn(answer: ApiAnswer, path: string): string | undefined {
  const resource = path.slice(path.lastIndexOf('/') + 1);
  const [, step] = new RegExp(`/${resource}/([^/]+)/?$`, 'i').exec(locationPath(answer)) ?? [];
  return step === undefined ? undefined : idOfStep(step);
}

/**
 * The path of a Location. Its host does not matter: the API is known to name others than the one that was called, and
 * nothing is fetched from it.
 */
export function locationPath({ headers: { location = '' } }: ApiAnswer): string {
  return URL.canParse(location, 'http://api.invalid') ? new URL(location, 'http://api.invalid').pathname : '';
}
