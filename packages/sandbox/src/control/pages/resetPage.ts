import { Router } from 'express';
import { renderSystemPage } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Ways } from '../../systems/systemPages.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { goTo } from '../../systems/pageNotice.ts';

const PATH = '/sandbox/reset';

/** Everything back to the seeds, after a question. */
export function resetPage({ reset }: ControlPagesDeps, { shown, taken }: Ways<Shell>): Router {
  return Router()
    .get(
      PATH,
      shown((shell, _request, response) => {
        const crumbs = [{ label: 'Overview', href: '/sandbox' }];
        renderSystemPage(response, shell, { view: 'control/reset', title: 'Reset the sandbox?', crumbs, locals: {} });
      }),
    )
    .post(
      PATH,
      taken((_shell, _request, response) => {
        reset();
        goTo(response, '/sandbox', 'reset');
      }),
    );
}
