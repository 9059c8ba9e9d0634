import { Router } from 'express';
import { z } from 'zod';
import { aForm, parseForm, type FormState } from '../../systems/formState.ts';
import { renderSystemPage } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Guard } from '../../systems/guards.ts';
import type { FaultDescription } from '../../world/faults.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { goTo, noticeOf } from '../../systems/pageNotice.ts';

const PATH = '/sandbox/faults';
const NOTICES = {
  set: 'The fault is on.',
  cleared: 'The fault was taken back.',
  allCleared: 'All faults were taken back.',
};

const otherFields = z.object({
  times: z
    .string()
    .trim()
    .default('')
    .refine((text) => text === '' || /^[1-9]\d{0,5}$/.test(text), 'Use a whole number from 1, or leave it empty'),
  application: z.string().trim().default(''),
});
const clearForm = z.object({ id: z.string().optional() });

/** What is broken on purpose, and everything that can be, grouped by where. */
export function faultsPage(deps: ControlPagesDeps, { page, form }: Guard<Shell>): Router {
  const { faults } = deps;
  const orderForm = otherFields.extend({
    name: z.enum(
      faults.known.map(({ name }) => name),
      'Choose a fault',
    ),
  });
  return Router()
    .get(
      PATH,
      page((shell, req, res) => {
        const search = typeof req.query.q === 'string' ? req.query.q.trim() : '';
        const locals = viewOf(deps, search, aForm({ times: '1' }));
        renderSystemPage(res, shell, { ...PAGE, notice: noticeOf(req, NOTICES), locals });
      }),
    )
    .post(
      PATH,
      form((shell, req, res) => {
        const parsed = parseForm(orderForm, req.body);
        if (!parsed.ok) {
          renderSystemPage(res, shell, { ...PAGE, status: 400, locals: viewOf(deps, '', parsed.form) });
          return;
        }
        faults.order(orderOf(parsed.values));
        goTo(res, PATH, 'set');
      }),
    )
    .post(
      `${PATH}/clear`,
      form((_shell, req, res) => {
        const { id } = clearForm.parse(req.body);
        if (id === undefined) faults.clear();
        else faults.remove(id);
        goTo(res, PATH, id === undefined ? 'allCleared' : 'cleared');
      }),
    );
}

const PAGE = { view: 'control/faults', title: 'Faults', section: PATH } as const;

function orderOf({ name, times, application }: z.infer<typeof otherFields> & { name: string }) {
  return {
    name,
    ...(times === '' ? {} : { times: Number(times) }),
    ...(application === '' ? {} : { application }),
  };
}

function viewOf({ faults, world }: ControlPagesDeps, search: string, form: FormState) {
  const found = faults.known.filter(({ name, where, description: what }) =>
    matches(`${name} ${where} ${what}`, search),
  );
  const places = [...new Set(found.map(({ where }) => where))];
  return {
    form,
    search,
    active: faults.active().map((fault) => ({ ...fault, description: descriptionOf(faults.known, fault.name) })),
    applications: world.applications
      .all()
      .filter(({ firstParty }) => !firstParty)
      .map(({ clientId, name }) => ({ value: clientId, label: `${name} (${clientId})` })),
    groups: places.map((place) => ({ place, faults: found.filter(({ where }) => where === place) })),
  };
}

function matches(text: string, search: string): boolean {
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));
}

function descriptionOf(known: readonly FaultDescription[], name: string): string {
  return known.find((fault) => fault.name === name)?.description ?? '';
}
