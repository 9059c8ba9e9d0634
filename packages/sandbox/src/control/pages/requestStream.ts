import { Router, type Response } from 'express';
import type { Shell } from '../../systems/system.ts';
import type { SandboxViews } from '../../systems/renderPage.ts';
import type { Guard } from '../../systems/guards.ts';
import type { NumberedRequest } from '../../world/requestLog.ts';
import { passesFilter } from '../requestFilter.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { filterOf } from './requestsPage.ts';
import { requestView } from './requestView.ts';

const HEARTBEAT_MS = 25_000;
const MOST_MISSED = 100;

/**
 * New requests as they come, as rows of the page. A browser gets those too that came since its page was made (`after`)
 * or since it lost the connection (`Last-Event-ID`).
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function requestStream({ requestLog }: ControlPagesDeps, { page }: Guard<Shell>): Router {
  return Router().get(
    '/sandbox/requests/stream',
    page((_shell, req, res) => {
      const filter = filterOf(req);
      const send = (one: NumberedRequest): void => {
        if (passesFilter(one, filter)) sendRow(res, one);
      };
      res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
      res.flushHeaders();
      const lastSeen = Number(req.get('Last-Event-ID') ?? req.query.after ?? Number.NaN);
      const missed = Number.isNaN(lastSeen) ? [] : requestLog.latest(MOST_MISSED, ({ id }) => id > lastSeen);
      missed.reverse().forEach(send);
      const stopListening = requestLog.listen(send);
      const heartbeat = setInterval(() => res.write(':\n\n'), HEARTBEAT_MS);
      res.once('close', () => {
        clearInterval(heartbeat);
        stopListening();
      });
    }),
  );
}

function sendRow(res: Response, request: NumberedRequest): void {
  const locals: SandboxViews['control/request-row'] = { request: requestView(request) };
  res.app.render('control/request-row', locals, (error: Error | null, html?: string) => {
    if (error || html === undefined) return;
    res.write(`id: ${request.id}\ndata: ${JSON.stringify({ id: request.id, html })}\n\n`);
  });
}
