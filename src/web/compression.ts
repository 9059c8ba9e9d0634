import compression from 'compression';
import type { Request, RequestHandler, Response } from 'express';
import { constants } from 'node:zlib';

/** Shorter answers fit into one packet as they are. */
const LEAST_BYTES = 1024;

/** Measured on a list of 50 rows (bench/run.js): further levels save little and cost more. */
const GZIP_LEVEL = 3;
/** A window of 256 KB: larger ones take memory for each answer, and pages fit into it. */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 18 };

const TEXT_TYPES = /^(?:text\/|application\/(?:json|x-ndjson|problem\+json))/;
/** What `Sec-Fetch-Site` says of requests that no other site has caused. Old browsers and programs send none. */
const OWN_SITES: readonly (string | undefined)[] = ['same-origin', 'none', undefined];

/**
 * Compresses answers for whoever accepts it, while they are written; `res.flush()` sends what there is so far. Not
 * those to requests of another site: it could put its guesses into the address and learn from the length of the answer
 * what else the page says (BREACH).
 *
 * @see RFC 9110 §8.4, §12.5.3
 */
export function compressAnswers(): RequestHandler {
  return compression({ threshold: LEAST_BYTES, level: GZIP_LEVEL, brotli: { params: BROTLI }, filter: mayCompress });
}

function mayCompress(req: Request, res: Response): boolean {
  const isText = TEXT_TYPES.test(String(res.getHeader('Content-Type')));
  if (!isText || !OWN_SITES.includes(req.get('Sec-Fetch-Site'))) return false;
  // How long the compressed answer would be, nobody knows here, and another length must not be told (RFC 9110 §8.6).
  if (req.method === 'HEAD' && req.acceptsEncodings('br', 'gzip') !== false) res.removeHeader('Content-Length');
  return true;
}
