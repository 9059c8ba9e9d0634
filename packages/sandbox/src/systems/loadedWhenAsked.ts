import type { RequestHandler } from 'express';

/**
 * A router whose modules are loaded at the first request below its path: most sandboxes are started for their APIs, and
 * nobody looks at their pages. A router that cannot be loaded is an error of that request, and is tried again.
 */
export function loadedWhenAsked(path: string, load: () => Promise<RequestHandler>): RequestHandler {
  let loading: Promise<RequestHandler> | undefined;
  return (req, res, next) => {
    if (!isBelow(req.path, path)) {
      next();
      return;
    }
    loading ??= load();
    loading.then(
      (router) => router(req, res, next),
      (error: unknown) => {
        loading = undefined;
        next(error);
      },
    );
  };
}

/** Letter case aside, as Express compares. */
function isBelow(path: string, base: string): boolean {
  const start = path.slice(0, base.length + 1).toLowerCase();
  return start === base || start === `${base}/`;
}
