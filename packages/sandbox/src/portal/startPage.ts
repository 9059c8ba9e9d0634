import { Router } from 'express';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import { noticeOf } from './notices.ts';
import type { PortalWays } from './portalWays.ts';

/** The start page: links with what to do where. Guide, step 5. */
export function startPage({ developer }: PortalWays): Router {
  return Router().get(
    '/portal',
    developer.shown((visit, request, response) => {
      renderSystemPage(response, visit, {
        view: 'portal/start',
        title: 'Welcome to the Developer Portal',
        notice: noticeOf(request.query),
        locals: {},
      });
    }),
  );
}
