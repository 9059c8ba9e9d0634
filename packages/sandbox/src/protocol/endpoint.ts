import { urlencoded, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { isPublicClient } from '../world/application.ts';
import type { Annotate } from '../world/annotate.ts';
import type { World } from '../world/world.ts';
import { ProtocolError } from './protocolError.ts';
import { singleValues, type Parameters } from './singleValues.ts';

/** What an endpoint works with. */
export interface EndpointDeps {
  readonly world: World;
  readonly annotate: Annotate;
}

/** What an endpoint that takes a form does with it; what it answers is sent as JSON, unless it has sent something itself. */
export type FormHandler = (form: Parameters, req: Request, res: Response) => Promise<object | undefined>;

/**
 * A POST endpoint for url-encoded forms. Its refusals are 400 with `error`, also for invalid_client, and nothing may be
 * stored (TokenErrorResult of the product behind Connect).
 */
export function formEndpoint(deps: EndpointDeps, handle: FormHandler): RequestHandler[] {
  const parse = urlencoded({ extended: false, limit: '64kb' });
  const refuse = (req: Request, res: Response, error: ProtocolError): void => {
    const { description, hint, clientId } = error.details;
    deps.annotate(req, { error: error.code, message: hint ?? description, clientId });
    res.status(400).json({ error: error.code, ...(description ? { error_description: description } : {}) });
  };
  const answer = async (req: Request, res: Response, next: NextFunction): Promise<void> => {
    res.set({ 'Cache-Control': 'no-store', Pragma: 'no-cache' });
    try {
      if (!req.is('application/x-www-form-urlencoded'))
        throw new ProtocolError('invalid_request', { hint: 'Content-Type must be application/x-www-form-urlencoded' });
      const form = singleValues(req.body);
      if (!form) throw new ProtocolError('invalid_request', { hint: 'A parameter is repeated' });
      const body = await handle(form, req, res);
      if (body) res.json(body);
    } catch (error) {
      if (error instanceof ProtocolError) {
        refuse(req, res, error);
        return;
      }
      next(error);
    }
  };
  return [allowOrigins(deps), parse, answer];
}

/** Lets single-page applications call from the origins of their redirect URIs, without cookies. */
export function allowOrigins({ world }: Pick<EndpointDeps, 'world'>): RequestHandler {
  return ({ headers, method }, res, next) => {
    const { origin } = headers;
    if (origin === undefined) {
      next();
      return;
    }
    res.vary('Origin');
    const { portalDelaySeconds } = world.settings.current();
    const isKnown = world.applications
      .all()
      .map(({ clientId }) => world.applications.inForce(clientId, portalDelaySeconds))
      .filter((application) => application !== undefined)
      .filter(isPublicClient)
      .some(({ redirectUris }) => redirectUris.some((uri) => isFrom(uri, origin)));
    if (isKnown) {
      res.set({
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Allow-Headers': 'Authorization, Content-Type',
        'Access-Control-Allow-Methods': 'GET, POST',
        'Access-Control-Max-Age': '600',
      });
    }
    if (method === 'OPTIONS') res.status(204).end();
    else next();
  };
}

/** The addresses of native applications have no origin to call from. */
function isFrom(uri: string, origin: string): boolean {
  return /^https?:/i.test(uri) && URL.canParse(uri) && new URL(uri).origin === origin;
}

/** Answers any other method of an endpoint. */
export const onlyPost: RequestHandler = (_req, res) => {
  res.status(405).set('Allow', 'POST').end();
};
