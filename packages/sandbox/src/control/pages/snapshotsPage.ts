import { Router, type Response } from 'express';
import { z } from 'zod';
import { checkbox } from '../../systems/formFields.ts';
import { aForm, parseForm, withError, type FormState } from '../../systems/formState.ts';
import { renderSystemPage } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Guard } from '../../systems/guards.ts';
import { RegistrationError } from '../../world/registrations.ts';
import { snapshotName } from '../../world/snapshots.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { formatTime } from '../../systems/formatTime.ts';
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
export function snapshotsPage(deps: ControlPagesDeps, { page, form }: Guard<Shell>): Router {
  const { snapshots } = deps;
  return Router()
    .get(
      PATH,
      page((shell, req, res) => show(deps, shell, res, aForm(), { notice: noticeOf(req, NOTICES) })),
    )
    .post(
      PATH,
      form((shell, req, res) => {
        const parsed = parseForm(saveForm, req.body);
        if (!parsed.ok) {
          show(deps, shell, res, parsed.form, { status: 400 });
          return;
        }
        snapshots.save(parsed.values.name);
        goTo(res, PATH, 'saved');
      }),
    )
    .post(
      `${PATH}/restore`,
      form((shell, req, res) => {
        const { name, backInTime } = actForm.parse(req.body);
        const problem = problemOf(() => snapshots.restore(name, backInTime));
        if (problem === undefined) goTo(res, PATH, 'restored');
        else show(deps, shell, res, withError(aForm(), 'form', problem), { status: 400 });
      }),
    )
    .post(
      `${PATH}/remove`,
      form((shell, req, res) => {
        const problem = problemOf(() => snapshots.remove(actForm.parse(req.body).name));
        if (problem === undefined) goTo(res, PATH, 'removed');
        else show(deps, shell, res, withError(aForm(), 'form', problem), { status: 400 });
      }),
    );
}

function show(
  { snapshots }: ControlPagesDeps,
  shell: Shell,
  res: Response,
  form: FormState,
  more: { status?: number; notice?: string | null },
): void {
  const rows = snapshots.all().map(({ name, savedAt }) => ({ name, savedAt: formatTime(savedAt) }));
  const locals = { form, snapshots: rows };
  renderSystemPage(res, shell, { view: 'control/snapshots', title: 'Snapshots', section: PATH, ...more, locals });
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
