import { Router } from 'express';
import { renderNotice } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Guard } from '../../systems/guards.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { NOBODY } from './controlGuard.ts';

/** The way out of the control pages. */
export function leavePage({ sessions }: ControlPagesDeps, { form }: Guard<Shell>): Router {
  return Router().post(
    '/sandbox/leave',
    form((_shell, _req, res) => {
      sessions.end(res);
      renderNotice(res, NOBODY, {
        status: 200,
        title: 'Signed out',
        text: 'This browser no longer controls the sandbox.',
      });
    }),
  );
}
