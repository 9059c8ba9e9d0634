import { Router } from 'express';
import { renderNotice } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Ways } from '../../systems/systemPages.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { NOBODY } from './controlWays.ts';

/** The way out of the control pages. */
export function leavePage({ sessions }: ControlPagesDeps, { taken }: Ways<Shell>): Router {
  return Router().post(
    '/sandbox/leave',
    taken((_shell, _request, response) => {
      sessions.end(response);
      renderNotice(response, NOBODY, {
        status: 200,
        title: 'Signed out',
        text: 'This browser no longer controls the sandbox.',
      });
    }),
  );
}
