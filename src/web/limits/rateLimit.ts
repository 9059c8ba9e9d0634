import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit as expressRateLimit } from 'express-rate-limit';
import { AppError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import type { Clock, Store } from '../../store/store.ts';

export interface RateLimitOptions {
  /** Names the counter; routes with one name share it. */
  readonly name: string;
  /** Per address; undefined means no limit. */
  readonly perMinute: number | undefined;
  readonly store: Store;
  readonly logger: Logger;
  readonly now: Clock;
}

const WINDOW_SECONDS = 60;
/** A household or office has one /64, and one client has all of it (RFC 6177 §2). */
const IPV6_PREFIX = 64;

const passThrough: RequestHandler = (_req, _res, next) => next();

/**
 * Limits the requests of one address per minute, over all processes that share the store. When the store is away, it
 * lets everything pass: what these routes do needs the store too and says so itself, and a limiter must not be the
 * part that keeps people out.
 * @throws AppError rate_limited with the seconds to wait, also in Retry-After
 */
export function rateLimit({ name, perMinute, store, logger, now }: RateLimitOptions): RequestHandler {
  if (perMinute === undefined) return passThrough;
  return expressRateLimit({
    windowMs: WINDOW_SECONDS * 1000,
    limit: perMinute,
    keyGenerator: (req) => counterKey(name, req),
    store: {
      increment: async (key) => {
        const { count, expiresAtMs } = await store.increment(key, WINDOW_SECONDS);
        return { totalHits: count, resetTime: new Date(expiresAtMs) };
      },
      decrement: (key) => store.decrement(key),
      resetKey: (key) => store.delete(key),
    },
    passOnStoreError: true,
    logger: { error: (err, text) => logger.error({ err }, text), warn: (err, text) => logger.warn({ err }, text) },
    // Its other checks look for mistakes in this file; this one tells of a proxy that TRUST_PROXY_HOPS does not count.
    validate: { default: false, xForwardedForHeader: true },
    standardHeaders: false,
    legacyHeaders: false,
    handler: (req, res, next) => {
      const error = rateLimited(endOfWindow(req) ?? now() + WINDOW_SECONDS * 1000, now);
      res.set('Retry-After', String(error.details.retryAfterSeconds));
      next(error);
    },
  });
}

const penaltySkipped = new WeakSet<Response>();

/** Says that the status of an answer tells of a trouble of ours, not of the request: `refusalLimit` does not count it. */
export function skipPenalty(res: Response): void {
  penaltySkipped.add(res);
}

/**
 * Limits only what was refused: requests that were answered with 4xx count unless they skip the penalty, others never do, however many
 * come at once. For notices of a provider that come in bursts from one address. When the store is away, everything passes.
 * @throws AppError rate_limited
 */
export function refusalLimit({ name, perMinute, store, logger, now }: RateLimitOptions): RequestHandler {
  if (perMinute === undefined) return passThrough;
  const countRefusal = async (key: string) => {
    const { count, expiresAtMs } = await store.increment(key, WINDOW_SECONDS);
    const leftSeconds = (expiresAtMs - now()) / 1000;
    if (count >= perMinute && leftSeconds > 0) await store.set(`${key}:full`, String(expiresAtMs), leftSeconds);
  };
  const untilMs = async (key: string) => Number((await store.get(`${key}:full`))?.value ?? 0);
  const report = (err: unknown) => logger.warn({ err }, 'rate limit without its store, letting the request pass');

  return async (req, res, next) => {
    const key = counterKey(name, req);
    const until = await untilMs(key).catch((error: unknown) => {
      report(error);
      return 0;
    });
    if (until > now()) {
      const error = rateLimited(until, now);
      res.set('Retry-After', String(error.details.retryAfterSeconds));
      throw error;
    }
    res.once('finish', () => {
      if (res.statusCode >= 400 && res.statusCode < 500 && !penaltySkipped.has(res)) countRefusal(key).catch(report);
    });
    next();
  };
}

function counterKey(name: string, req: Request): string {
  // A connection that is gone has no address; such requests share a counter.
  return `limit:${name}:${req.ip === undefined ? 'gone' : ipKeyGenerator(req.ip, IPV6_PREFIX)}`;
}

function rateLimited(untilMs: number, now: Clock): AppError {
  return new AppError('rate_limited', { retryAfterSeconds: Math.max(1, Math.ceil((untilMs - now()) / 1000)) });
}

function endOfWindow(req: Request): number | undefined {
  const info: unknown = Reflect.get(req, 'rateLimit');
  const resetTime: unknown = typeof info === 'object' && info !== null ? Reflect.get(info, 'resetTime') : undefined;
  return resetTime instanceof Date ? resetTime.getTime() : undefined;
}
