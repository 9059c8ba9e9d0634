import { Router } from 'express';
import { z } from 'zod';
import { aForm, parseForm } from '../../systems/formState.ts';
import { renderSystemPage } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Guard } from '../../systems/guards.ts';
import { KEY_STEPS, type SigningKey } from '../../world/signingKeys.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { formatSpan, formatTime } from '../../systems/formatTime.ts';
import { goTo, noticeOf } from '../../systems/pageNotice.ts';

const PATH = '/sandbox/time';
const NOTICES = {
  moved: 'The clock was moved. Sessions whose time is over have ended.',
  now: 'The clock shows the time of this machine again.',
  publish: 'A new key is published. It signs nothing yet.',
  sign: 'The newest published key signs from now on; the former one stays published.',
  retire: 'Keys that sign nothing any more are gone.',
};

const MOST_MINUTES = 10 * 366 * 1440;
const clockForm = z.object({
  minutes: z
    .string()
    .trim()
    .regex(/^-?\d{1,9}$/, 'Use a whole number of minutes; a negative one moves back')
    .transform(Number)
    .refine((minutes) => Math.abs(minutes) <= MOST_MINUTES, 'Move it by ten years at most'),
});
const keyForm = z.object({ step: z.enum(KEY_STEPS) });

/** The clock that everything in the sandbox runs on, and the keys of Connect. */
export function timePage(deps: ControlPagesDeps, { page, form }: Guard<Shell>): Router {
  const { world, moveClock } = deps;
  return Router()
    .get(
      PATH,
      page(async (shell, req, res) => {
        const locals = await viewOf(deps, aForm());
        renderSystemPage(res, shell, { ...PAGE, notice: noticeOf(req, NOTICES), locals });
      }),
    )
    .post(
      `${PATH}/clock`,
      form(async (shell, req, res) => {
        const parsed = parseForm(clockForm, req.body);
        if (!parsed.ok) {
          renderSystemPage(res, shell, { ...PAGE, status: 400, locals: await viewOf(deps, parsed.form) });
          return;
        }
        await moveClock(parsed.values.minutes * 60);
        goTo(res, PATH, 'moved');
      }),
    )
    .post(
      `${PATH}/now`,
      form(async (_shell, _req, res) => {
        await moveClock(-world.clock.offsetSeconds());
        goTo(res, PATH, 'now');
      }),
    )
    .post(
      `${PATH}/keys`,
      form(async (_shell, req, res) => {
        const { step } = keyForm.parse(req.body);
        await world.keys.step(step);
        goTo(res, PATH, step);
      }),
    );
}

const PAGE = { view: 'control/time', title: 'Clock and keys', section: PATH } as const;

const MOVES = [
  { minutes: 5, label: '5 minutes' },
  { minutes: 60, label: '1 hour' },
  { minutes: 1440, label: '1 day' },
  { minutes: 43_200, label: '30 days' },
];

const STATE_LABELS: Readonly<Record<SigningKey['state'], string>> = {
  published: 'published, signs nothing yet',
  signing: 'signs',
  retiring: 'published, signs nothing any more',
};

async function viewOf({ world }: ControlPagesDeps, form: ReturnType<typeof aForm>) {
  const offset = world.clock.offsetSeconds();
  const keys = await world.keys.all();
  return {
    form,
    now: formatTime(world.clock.now()),
    offset: offset === 0 ? null : `${formatSpan(offset)} ${offset > 0 ? 'ahead of' : 'behind'} this machine`,
    moves: MOVES,
    keys: keys.map(({ kid, state, createdAtMs }) => ({
      kid,
      state: STATE_LABELS[state],
      made: formatTime(createdAtMs),
    })),
    canSign: keys.some(({ state }) => state === 'published'),
    canRetire: keys.some(({ state }) => state === 'retiring'),
  };
}
