import { Router } from 'express';
import { renderSystemPage } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Guard } from '../../systems/guards.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { goTo } from '../../systems/pageNotice.ts';

const PATH = '/sandbox/reset';

/** Everything back to the seeds, after a question. */
export function resetPage({ reset }: ControlPagesDeps, { page, form }: Guard<Shell>): Router {
  return Router()
    .get(
      PATH,
      page((shell, _req, res) => {
        const crumbs = [{ label: 'Overview', href: '/sandbox' }];
        renderSystemPage(res, shell, { view: 'control/reset', title: 'Reset the sandbox?', crumbs, locals: {} });
      }),
    )
    .post(
      PATH,
      form((_shell, _req, res) => {
        reset();
        goTo(res, '/sandbox', 'reset');
      }),
    );
}
