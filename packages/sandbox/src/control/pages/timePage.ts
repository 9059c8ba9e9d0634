import { Router } from 'express';
import { z } from 'zod';
import { aForm, parseForm } from '../../systems/formState.ts';
import { renderSystemPage } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Ways } from '../../systems/systemPages.ts';
import { KEY_STEPS, type SigningKey } from '../../world/signingKeys.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { spanWords, timeWords } from '../../systems/timeWords.ts';
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
export function timePage(deps: ControlPagesDeps, { shown, taken }: Ways<Shell>): Router {
  const { world, moveClock } = deps;
  return Router()
    .get(
      PATH,
      shown(async (shell, request, response) => {
        const locals = await viewOf(deps, aForm());
        renderSystemPage(response, shell, { ...PAGE, notice: noticeOf(request, NOTICES), locals });
      }),
    )
    .post(
      `${PATH}/clock`,
      taken(async (shell, request, response) => {
        const parsed = parseForm(clockForm, request.body);
        if (!parsed.ok) {
          renderSystemPage(response, shell, { ...PAGE, status: 400, locals: await viewOf(deps, parsed.form) });
          return;
        }
        await moveClock(parsed.values.minutes * 60);
        goTo(response, PATH, 'moved');
      }),
    )
    .post(
      `${PATH}/now`,
      taken(async (_shell, _request, response) => {
        await moveClock(-world.clock.offsetSeconds());
        goTo(response, PATH, 'now');
      }),
    )
    .post(
      `${PATH}/keys`,
      taken(async (_shell, request, response) => {
        const { step } = keyForm.parse(request.body);
        await world.keys.step(step);
        goTo(response, PATH, step);
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

const STATE_WORDS: Readonly<Record<SigningKey['state'], string>> = {
  published: 'published, signs nothing yet',
  signing: 'signs',
  retiring: 'published, signs nothing any more',
};

async function viewOf({ world }: ControlPagesDeps, form: ReturnType<typeof aForm>) {
  const offset = world.clock.offsetSeconds();
  const keys = await world.keys.all();
  return {
    form,
    now: timeWords(world.clock.now()),
    offset: offset === 0 ? null : `${spanWords(offset)} ${offset > 0 ? 'ahead of' : 'behind'} this machine`,
    moves: MOVES,
    keys: keys.map(({ kid, state, createdAtMs }) => ({ kid, state: STATE_WORDS[state], made: timeWords(createdAtMs) })),
    canSign: keys.some(({ state }) => state === 'published'),
    canRetire: keys.some(({ state }) => state === 'retiring'),
  };
}
