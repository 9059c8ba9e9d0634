import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import { AppError } from '../../errors.ts';

const LIMIT_BYTES = 65_536;

/**
 * Parses url-encoded forms of up to 64 KB into `req.body`: texts, and lists of texts where a field is repeated.
 * Bodies of other types stay unread; `req.body` is undefined then.
 * @throws AppError too_large, bad_request
 */
export function formBodies(): (RequestHandler | ErrorRequestHandler)[] {
  return [express.urlencoded({ extended: false, limit: LIMIT_BYTES, parameterLimit: 1000 }), asAppError];
}

/** The parser's errors say with `status` what is wrong; their text and `body` hold what was sent. */
const asAppError: ErrorRequestHandler = (error: unknown, _req, _res, next) => {
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  if (status === 413)
    next(new AppError('too_large', { reason: 'the form is larger than 64 KB or has too many fields' }));
  else if (typeof status === 'number' && status < 500)
    next(new AppError('bad_request', { reason: 'not a readable form' }));
  else next(error);
};
