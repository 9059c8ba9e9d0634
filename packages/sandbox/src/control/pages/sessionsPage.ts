import { Router } from 'express';
import { z } from 'zod';
import type { LogoutNotice } from '../controlDeps.ts';
import { renderSystemPage } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Ways } from '../../systems/systemPages.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { timeWords } from '../../systems/timeWords.ts';

const PATH = '/sandbox/sessions';
const endForm = z.object({ sid: z.string() });

/** Sessions at Connect, each with a button that ends it and tells its applications. */
export function sessionsPage(deps: ControlPagesDeps, { shown, taken }: Ways<Shell>): Router {
  return Router()
    .get(
      PATH,
      shown((shell, _request, response) => {
        renderSystemPage(response, shell, { ...PAGE, locals: { sessions: sessionRows(deps), ended: null } });
      }),
    )
    .post(
      `${PATH}/end`,
      taken(async (shell, request, response) => {
        const { sid } = endForm.parse(request.body);
        const { session, notices } = await deps.endSession(sid);
        const ended = { wasAlive: session !== undefined, notices: notices.map(noticeWords) };
        renderSystemPage(response, shell, { ...PAGE, locals: { sessions: sessionRows(deps), ended } });
      }),
    );
}

const PAGE = { view: 'control/sessions', title: 'Sessions at Connect', section: PATH } as const;

function sessionRows({ world }: ControlPagesDeps) {
  return world.sessions.alive().map(({ sid, personId, authTime, lastSeenAt, applications }) => ({
    sid,
    username: world.people.find(personId)?.username ?? personId,
    signedInAt: timeWords(authTime * 1000),
    lastSeenAt: timeWords(lastSeenAt * 1000),
    applications: applications.filter(({ clientId }) => !world.applications.find(clientId)?.firstParty),
  }));
}

function noticeWords({ clientId, address, status }: LogoutNotice) {
  return { clientId, address, words: status === null ? 'no answer' : `answered ${status}`, isGood: status === 200 };
}
