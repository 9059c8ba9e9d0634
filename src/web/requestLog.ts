import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { pinoHttp } from 'pino-http';
import type { Logger } from '../log.ts';

/**
 * Logs each answer in one line: method, route pattern, status, milliseconds, correlation id; never an address, a
 * query, a header or a body, because codes, tokens and cookies are there. The id is ours, never the caller's, is in
 * `X-Correlation-Id` and in `req.log`. Errors are logged by the error pages, under the same id.
 */
export function requestLog(logger: Logger): RequestHandler {
  const log = pinoHttp<Request>({
    logger,
    genReqId: () => randomUUID(),
    customAttributeKeys: { reqId: 'correlationId' },
    // Otherwise request and response are bound to the logger whole, and errors are written as pino does it.
    quietReqLogger: true,
    quietResLogger: true,
    wrapSerializers: false,
    serializers: { req: () => undefined, res: () => undefined },
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'warn' : 'info'),
    customSuccessObject: lineOf,
    customErrorObject: (req, res, _error, value: unknown) => lineOf(req, res, value),
    customErrorMessage: (_req, res) => (res.writableEnded ? 'request completed' : 'request aborted'),
  });
  return (req, res, next) => {
    log(req, res);
    res.set('X-Correlation-Id', correlationId(req));
    next();
  };
}

/** The id under which the log knows this request. */
export function correlationId(req: Request): string {
  return typeof req.id === 'string' ? req.id : '-';
}

function lineOf(req: Request, res: { statusCode: number }, value: unknown) {
  return { method: req.method, route: routeOf(req), status: res.statusCode, ms: millisecondsOf(value) };
}

/** The pattern, `/companies/:tenant/inventory`; `-` when no route matched, as for assets. */
function routeOf(req: Request): string {
  const route: unknown = req.route;
  const path: unknown = typeof route === 'object' && route !== null ? Reflect.get(route, 'path') : undefined;
  return typeof path === 'string' ? path : '-';
}

function millisecondsOf(value: unknown): number {
  const ms: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'responseTime') : undefined;
  return typeof ms === 'number' ? ms : -1;
}
