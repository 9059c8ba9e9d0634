import type { Response } from 'express';

export interface PageSecurity {
  /** Origins that forms lead to, redirects of their answers included: browsers hold form-action against those too. */
  readonly formAction?: readonly string[] | undefined;
  readonly frames?: readonly string[] | undefined;
  readonly status?: number | undefined;
}

/** Renders a sandbox page with its Content-Security-Policy; nothing on it comes from another origin. */
export function renderPage(
  res: Response,
  view: string,
  locals: Readonly<Record<string, unknown>>,
  { formAction = [], frames = [], status = 200 }: PageSecurity = {},
): void {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    `form-action ${["'self'", ...formAction].join(' ')}`,
    `frame-src ${frames.length > 0 ? frames.join(' ') : "'none'"}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  res.status(status).set({
    'Content-Security-Policy': policy.join('; '),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  });
  res.render(view, locals);
}
