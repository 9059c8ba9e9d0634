import { Router } from 'express';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import type { SystemPages } from '../systems/systemPages.ts';

/** The start page: links with what to do where. */
export function startPage({ shown }: SystemPages): Router {
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
