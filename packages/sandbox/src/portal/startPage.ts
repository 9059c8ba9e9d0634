import { Router } from 'express';
import { renderSystemPage } from '../systems/renderSystemPage.ts';
import { noticeOf } from './notices.ts';
import type { PortalGuards } from './portalGuards.ts';

/** The start page: links with what to do where. Guide, step 5. */
export function startPage({ developer }: PortalGuards): Router {
  return Router().get(
    '/portal',
    developer.page((visit, req, res) => {
      renderSystemPage(res, visit, {
        view: 'portal/start',
        title: 'Welcome to the Developer Portal',
        notice: noticeOf(req.query),
        locals: {},
      });
    }),
  );
}
