import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

export interface SecurityHeadersOptions {
  /** Whether the public address is https. */
  readonly https: boolean;
  /** Visma Connect: forms may end there by redirect, and it alone may frame the front-channel logout. */
  readonly issuer: string;
}

/** The one page that another site may frame. */
const FRONT_CHANNEL_PATH = '/frontchannel-logout';

const PERMISSIONS = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb', 'browsing-topics'];

/**
 * Sets the headers that tell browsers what these pages may do, and a nonce for inline scripts in
 * `res.locals.cspNonce`. Styles come from files only. Chrome applies form-action to redirects after a form too, hence
 * the issuer: signing out is a form that ends at Visma Connect. Over http nothing speaks of https.
 */
export function securityHeaders({ https, issuer }: SecurityHeadersOptions): RequestHandler[] {
  const issuerOrigin = new URL(issuer).origin;
  return [
    setNonce,
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'", (_req, res) => `'nonce-${nonceOf(res)}'`],
          styleSrc: ["'self'"],
          imgSrc: ["'self'", 'data:'],
          fontSrc: ["'self'"],
          connectSrc: ["'self'"],
          formAction: ["'self'", issuerOrigin],
          frameAncestors: ["'none'"],
          baseUri: ["'none'"],
          objectSrc: ["'none'"],
        },
      },
      strictTransportSecurity: https && { maxAge: 31_536_000, includeSubDomains: false },
      // Within the site: it says which page a form came from, and keeps the Origin of forms. Outside: nothing.
      referrerPolicy: { policy: 'same-origin' },
      xFrameOptions: { action: 'deny' },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
    }),
    setPermissions,
    frameableBy(issuerOrigin),
  ];
}

/** Keeps the answer out of every cache, the browser's back and forward pages included. */
export const noStore: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};

const setNonce: RequestHandler = (_req, res, next) => {
  res.locals.cspNonce = randomBytes(16).toString('base64url');
  next();
};

const setPermissions: RequestHandler = (_req, res, next) => {
  res.set('Permissions-Policy', PERMISSIONS.map((name) => `${name}=()`).join(', '));
  next();
};

/** helmet passes Node's own response type, which knows no `locals`. */
function nonceOf(res: object): string {
  const locals: unknown = Reflect.get(res, 'locals');
  const nonce: unknown = typeof locals === 'object' && locals !== null && Reflect.get(locals, 'cspNonce');
  return typeof nonce === 'string' ? nonce : '';
}

/** A page with nothing on it but what the provider needs: it may be framed, so it may do nothing else. */
function frameableBy(issuerOrigin: string): RequestHandler {
  const policy = `default-src 'none'; frame-ancestors ${issuerOrigin}; base-uri 'none'; form-action 'none'`;
  return (req, res, next) => {
    if (req.path === FRONT_CHANNEL_PATH) {
      res.set({ 'Content-Security-Policy': policy, 'Cross-Origin-Resource-Policy': 'cross-origin' });
      res.removeHeader('X-Frame-Options');
    }
    next();
  };
}
