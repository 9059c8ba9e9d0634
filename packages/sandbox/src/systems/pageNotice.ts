import type { Request, Response } from 'express';

/** Leads on to a page that tells what was just done: `done` is the name of its notice. */
export function goTo(res: Response, path: string, done: string): void {
  res.set('Cache-Control', 'no-store').redirect(303, `${path}?done=${done}`);
}

/** The notice that a page was led to with; null for any other name. */
export function noticeOf({ query }: Request, notices: Readonly<Record<string, string>>): string | null {
  const { done } = query;
  return typeof done === 'string' && Object.hasOwn(notices, done) ? (notices[done] ?? null) : null;
}
