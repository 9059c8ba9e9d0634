import type { ErrorRequestHandler, RequestHandler } from 'express';
import { z } from 'zod';
import { RegistrationError } from '../../world/registrations.ts';

/** The answer to an address or method that the API has not got. */
export const notFound: RequestHandler = (_req, res) => {
  res.status(404).json({ error: 'not_found', problems: ['The control API has no such address or method'] });
};

/** The answer to an order that cannot be taken: each problem begins with the name of its field. */
export const refuse: ErrorRequestHandler = (error, _req, res, next) => {
  const problems = problemsOf(error);
  if (!problems) {
    next(error);
    return;
  }
  res.status(400).json({ error: 'bad_request', problems });
};

function problemsOf(error: unknown): string[] | undefined {
  if (error instanceof RegistrationError) return [error.message];
  if (error instanceof z.ZodError)
    return error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
  return error instanceof SyntaxError ? ['The body is not JSON'] : undefined;
}
