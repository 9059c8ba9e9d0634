import { randomBytes } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { formToken, isSameToken } from '../../systems/formToken.ts';

export interface ControlSessions {
  /** The session of this browser: its id. */
  readonly of: (req: Request) => string | undefined;
  readonly begin: (res: Response) => void;
  readonly end: (res: Response) => void;
  /** Whether this is the key of the link that was printed at start; true once. */
  readonly takeKey: (key: string) => boolean;
  /** The address of that link. */
  readonly link: string;
}

export interface ControlSessionsDeps {
  readonly issuer: string;
  /** Signs the cookies. */
  readonly formKey: string;
  /** The machine's clock, epoch milliseconds: moving the sandbox's must not end the session that moved it. */
  readonly outerClock: () => number;
}

const LIFE_SECONDS = 12 * 3600;
const COOKIE = /^(\d{1,12})\.([\w-]{20,60})\.([\w-]{43})$/;

/** Who may use the control pages: whoever opened the printed link or knows the admin token, for twelve hours. */
export function createControlSessions({ issuer, formKey, outerClock }: ControlSessionsDeps): ControlSessions {
  const { port, protocol } = new URL(issuer);
  // Browsers do not tell ports of a host apart: several sandboxes must not share a cookie.
  const name = `sandbox_control_${port}`;
  const attributes = { httpOnly: true, sameSite: 'lax', path: '/sandbox', secure: protocol === 'https:' } as const;
  const seconds = (): number => Math.floor(outerClock() / 1000);
  const signature = (expiresAt: string, id: string): string =>
    formToken(formKey, 'control session', `${expiresAt}.${id}`);
  let key: string | undefined = randomBytes(24).toString('base64url');
  return {
    link: `${issuer}/sandbox/enter?key=${key}`,
    takeKey: (given) => {
      const isRight = key !== undefined && isSameToken(given, key);
      if (isRight) key = undefined;
      return isRight;
    },
    of: ({ headers }) => {
      const [, expiresAt = '', id = '', signed = ''] = COOKIE.exec(parseCookie(headers.cookie ?? '')[name] ?? '') ?? [];
      return isSameToken(signed, signature(expiresAt, id)) && Number(expiresAt) > seconds() ? id : undefined;
    },
    begin: (res) => {
      const [expiresAt, id] = [String(seconds() + LIFE_SECONDS), randomBytes(24).toString('base64url')];
      const value = `${expiresAt}.${id}.${signature(expiresAt, id)}`;
      res.cookie(name, value, { ...attributes, maxAge: LIFE_SECONDS * 1000 });
    },
    end: (res) => void res.clearCookie(name, attributes),
  };
}
