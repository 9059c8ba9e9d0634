import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';
import { NO_TENANT_ID } from '../../connections/personSession.ts';

const DAYS = 30;
/** What a tenant id looks like is Visma's affair: this only keeps out what a cookie should not bring. */
const VALUE = /^[\w.:-]{1,100}$/;

/** Remembers in this browser which company was worked with last: its id, and nothing of the person. */
export function rememberCompany(res: Response, tenantId: string, https: boolean): void {
  if (tenantId === NO_TENANT_ID || !VALUE.test(tenantId)) return;
  res.cookie(nameOf(https), tenantId, { ...attributes(https), maxAge: DAYS * 86_400_000 });
}

/** The company worked with last in this browser, until somebody signs out of it; undefined when there is none. */
export function lastCompany(req: Request, https: boolean): string | undefined {
  const value = parseCookie(req.get('Cookie') ?? '')[nameOf(https)];
  return value !== undefined && VALUE.test(value) ? value : undefined;
}

/** The next person at this browser may be another one. */
export function forgetCompany(res: Response, https: boolean): void {
  res.clearCookie(nameOf(https), attributes(https));
}

function nameOf(https: boolean): string {
  return `${https ? '__Host-' : ''}vc_company`;
}

function attributes(https: boolean) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: https } as const;
}
