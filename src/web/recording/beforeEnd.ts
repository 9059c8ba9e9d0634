import type { Response } from 'express';

/**
 * Runs `work` once, before the end of the answer leaves: whoever has read the answer finds what it kept, and it can
 * still set cookies unless the answer began to leave earlier. `work` must not reject.
 */
export function beforeEnd(res: Response, work: () => Promise<void>): void {
  const end = res.end.bind(res);
  const endAfterwards = (...given: unknown[]): Response => {
    Object.assign(res, { end });
    void work().then(() => {
      Reflect.apply(end, undefined, given);
    });
    return res;
  };
  Object.assign(res, { end: endAfterwards });
}
