import type { Response } from 'express';
import type { MissingRole } from './roleHolders.ts';
import type { Link } from './system.ts';

export interface PageSecurity {
  /** Origins that forms lead to, redirects of their answers included: browsers hold form-action against those too. */
  readonly formAction?: readonly string[] | undefined;
  readonly frames?: readonly string[] | undefined;
  readonly status?: number | undefined;
}

/**
 * Every view that is rendered by itself, by its path under views/, and what it is given. Each system adds its own: a view
 * with other data does not compile.
 */
export interface SandboxViews {
  'systems/notice': { readonly text: string; readonly links: readonly Link[] };
  'systems/role-missing': {
    readonly username: string;
    readonly role: string;
    /** What the role is needed for, as in "To manage applications". */
    readonly purpose: string;
    readonly tenants: readonly MissingRole[];
  };
}

/** Renders a sandbox page with its Content-Security-Policy; nothing on it comes from another origin. */
export function renderPage<V extends keyof SandboxViews>(
  res: Response,
  view: V,
  locals: SandboxViews[V],
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
