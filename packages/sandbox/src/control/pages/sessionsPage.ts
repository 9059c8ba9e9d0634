import { Router } from 'express';
import { z } from 'zod';
import type { LogoutNotice } from '../controlDeps.ts';
import { renderSystemPage } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Guard } from '../../systems/guards.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { formatTime } from '../../systems/formatTime.ts';

const PATH = '/sandbox/sessions';
const endForm = z.object({ sid: z.string() });

/** Sessions at Connect, each with a button that ends it and tells its applications. */
export function sessionsPage(deps: ControlPagesDeps, { page, form }: Guard<Shell>): Router {
  return Router()
    .get(
      PATH,
      page((shell, _req, res) => {
        renderSystemPage(res, shell, { ...PAGE, locals: { sessions: sessionRows(deps), ended: null } });
      }),
    )
    .post(
      `${PATH}/end`,
      form(async (shell, req, res) => {
        const { sid } = endForm.parse(req.body);
        const { session, notices } = await deps.endSession(sid);
        const ended = { wasAlive: session !== undefined, notices: notices.map(noticeRow) };
        renderSystemPage(res, shell, { ...PAGE, locals: { sessions: sessionRows(deps), ended } });
      }),
    );
}

const PAGE = { view: 'control/sessions', title: 'Sessions at Connect', section: PATH } as const;

function sessionRows({ world }: ControlPagesDeps) {
  return world.sessions.alive().map(({ sid, personId, authTime, lastSeenAt, applications }) => ({
    sid,
    username: world.people.find(personId)?.username ?? personId,
    signedInAt: formatTime(authTime * 1000),
    lastSeenAt: formatTime(lastSeenAt * 1000),
    applications: applications.filter(({ clientId }) => !world.applications.find(clientId)?.firstParty),
  }));
}

function noticeRow({ clientId, address, status }: LogoutNotice) {
  return { clientId, address, message: status === null ? 'no answer' : `answered ${status}`, isGood: status === 200 };
}
