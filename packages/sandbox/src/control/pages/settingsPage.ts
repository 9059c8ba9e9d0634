import { Router } from 'express';
import { z } from 'zod';
import type { FormState } from '../../systems/formState.ts';
import { renderSystemPage } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Guard } from '../../systems/guards.ts';
import type { Settings } from '../../world/settings.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { goTo, noticeOf } from '../../systems/pageNotice.ts';
import { createSettingEditors, type SettingEditors } from './settingEditor.ts';

const PATH = '/sandbox/settings';
const NOTICES = { saved: 'The settings are in force.', defaults: 'All settings are back to their defaults.' };

/** Delays and guesses with their value, in forms. */
export function settingsPage({ world }: ControlPagesDeps, { page, form }: Guard<Shell>): Router {
  const { settings } = world;
  const { schema } = settings.catalogue;
  const editors = createSettingEditors(schema);
  const names = settings.catalogue.groups.flatMap((group) => group.settings.map(({ name }) => name));
  const currentTexts = (): Record<string, string> => textsOf(editors, names, settings.current());
  return Router()
    .get(
      PATH,
      page((shell, req, res) => {
        const locals = viewOf(settings, editors, { values: currentTexts(), errors: {} });
        renderSystemPage(res, shell, { ...PAGE, notice: noticeOf(req, NOTICES), locals });
      }),
    )
    .post(
      PATH,
      form((shell, req, res) => {
        const typed = { ...currentTexts(), ...texts.parse(req.body) };
        const values = Object.fromEntries(names.map((name) => [name, editors.fromText(name, typed[name] ?? '')]));
        const parsed = schema.safeParse(values);
        if (parsed.success) {
          settings.change(parsed.data);
          goTo(res, PATH, 'saved');
          return;
        }
        const locals = viewOf(settings, editors, { values: typed, errors: errorsOf(parsed.error) });
        renderSystemPage(res, shell, { ...PAGE, status: 400, locals });
      }),
    )
    .post(
      `${PATH}/defaults`,
      form((_shell, _req, res) => {
        settings.change(schema.parse({}));
        goTo(res, PATH, 'defaults');
      }),
    );
}

const PAGE = { view: 'control/settings', title: 'Settings', section: PATH } as const;
const texts = z.record(z.string(), z.string().catch(''));

function textsOf({ toText }: SettingEditors, names: readonly string[], current: object): Record<string, string> {
  const values = new Map<string, unknown>(Object.entries(current));
  return Object.fromEntries(names.map((name) => [name, toText(name, values.get(name))]));
}

function errorsOf({ issues }: z.ZodError): Record<string, string> {
  return Object.fromEntries(issues.map(({ path, message }) => [String(path[0]), `${String(path[0])}: ${message}`]));
}

function viewOf({ catalogue }: Settings, { editorOf, toText }: SettingEditors, form: FormState) {
  const groups = catalogue.groups.map(({ title, settings }) => ({
    title,
    settings: settings.map((setting) => {
      const usual = toText(setting.name, setting.default);
      const isChanged = form.values[setting.name] !== usual;
      return {
        name: setting.name,
        description: setting.description,
        guess: setting.guess,
        usual,
        isChanged,
        editor: editorOf(setting.name),
      };
    }),
  }));
  return { form, groups };
}
