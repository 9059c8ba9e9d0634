import { Router, type Response } from 'express';
import { z } from 'zod';
import { checkbox } from '../../systems/formFields.ts';
import { aForm, parseForm, withError, type FormState } from '../../systems/formState.ts';
import { renderSystemPage } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Ways } from '../../systems/systemPages.ts';
import { RegistrationError } from '../../world/registrations.ts';
import { snapshotName } from '../../world/snapshots.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { timeWords } from '../../systems/timeWords.ts';
import { goTo, noticeOf } from '../../systems/pageNotice.ts';

const PATH = '/sandbox/snapshots';
const NOTICES = {
  saved: 'The snapshot is saved.',
  restored: 'Everything is as it was in the snapshot.',
  removed: 'The snapshot is gone.',
};

const saveForm = z.object({ name: snapshotName });
const actForm = z.object({ name: z.string().default(''), backInTime: checkbox });

/** Named snapshots of everything: save, put back, take away. */
export function snapshotsPage(deps: ControlPagesDeps, { shown, taken }: Ways<Shell>): Router {
  const { snapshots } = deps;
  return Router()
    .get(
      PATH,
      shown((shell, request, response) => show(deps, shell, response, aForm(), { notice: noticeOf(request, NOTICES) })),
    )
    .post(
      PATH,
      taken((shell, request, response) => {
        const parsed = parseForm(saveForm, request.body);
        if (!parsed.ok) {
          show(deps, shell, response, parsed.form, { status: 400 });
          return;
        }
        snapshots.save(parsed.values.name);
        goTo(response, PATH, 'saved');
      }),
    )
    .post(
      `${PATH}/restore`,
      taken((shell, request, response) => {
        const { name, backInTime } = actForm.parse(request.body);
        const problem = problemOf(() => snapshots.restore(name, backInTime));
        if (problem === undefined) goTo(response, PATH, 'restored');
        else show(deps, shell, response, withError(aForm(), 'form', problem), { status: 400 });
      }),
    )
    .post(
      `${PATH}/remove`,
      taken((shell, request, response) => {
        const problem = problemOf(() => snapshots.remove(actForm.parse(request.body).name));
        if (problem === undefined) goTo(response, PATH, 'removed');
        else show(deps, shell, response, withError(aForm(), 'form', problem), { status: 400 });
      }),
    );
}

function show(
  { snapshots }: ControlPagesDeps,
  shell: Shell,
  response: Response,
  form: FormState,
  more: { status?: number; notice?: string | null },
): void {
  const rows = snapshots.all().map(({ name, savedAt }) => ({ name, savedAt: timeWords(savedAt) }));
  const locals = { form, snapshots: rows };
  renderSystemPage(response, shell, { view: 'control/snapshots', title: 'Snapshots', section: PATH, ...more, locals });
}

function problemOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof RegistrationError) return `That did not work: ${error.message}.`;
    throw error;
  }
}
