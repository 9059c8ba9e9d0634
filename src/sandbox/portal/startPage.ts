import { Router } from 'express';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import type { SystemVisit } from '../systems/system.ts';
import type { Ways } from '../systems/systemPages.ts';

/** The start page: links with what to do where. */
export function startPage({ shown }: Ways<SystemVisit>): Router {
  return Router().get(
    '/portal',
    shown((visit, _request, response) => {
      renderSystemPage(response, visit, {
        view: 'portal/start',
        title: 'Welcome to the Developer Portal',
        section: '/portal',
        locals: {},
      });
    }),
  );
}
