import { Router } from 'express';
import { z } from 'zod';
import { STORE_SETTINGS } from '../../appStore/storeSettings.ts';
import { CONNECT_SETTINGS } from '../../connect/connectSettings.ts';
import { ERP_SETTINGS } from '../../api/settings.ts';
import { PORTAL_SETTINGS } from '../../portal/portalSettings.ts';
import type { FormState } from '../../systems/formState.ts';
import { renderSystemPage } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Ways } from '../../systems/systemPages.ts';
import { sandboxSettingsSchema, SETTINGS } from '../../world/settings.ts';
import type { ControlPagesDeps } from './controlPagesDeps.ts';
import { goTo, noticeOf } from '../../systems/pageNotice.ts';
import { editorOf, fromText, toText } from './settingEditor.ts';

const PATH = '/sandbox/settings';
const NOTICES = { saved: 'The settings are in force.', defaults: 'All settings are back to their defaults.' };
const GROUPS = [
  { title: 'Connect', settings: CONNECT_SETTINGS },
  { title: 'Developer Portal', settings: PORTAL_SETTINGS },
  { title: 'App Store', settings: STORE_SETTINGS },
  { title: 'ERP and Sales Order API', settings: ERP_SETTINGS },
];

/** Delays and guesses with their value, in forms. */
export function settingsPage({ world }: ControlPagesDeps, { shown, taken }: Ways<Shell>): Router {
  const { settings } = world;
  return Router()
    .get(
      PATH,
      shown((shell, request, response) => {
        const locals = viewOf({ values: currentTexts(settings.current()), errors: {} });
        renderSystemPage(response, shell, { ...PAGE, notice: noticeOf(request, NOTICES), locals });
      }),
    )
    .post(
      PATH,
      taken((shell, request, response) => {
        const typed = { ...currentTexts(settings.current()), ...texts.parse(request.body) };
        const values = Object.fromEntries(SETTINGS.map(({ name }) => [name, fromText(name, typed[name] ?? '')]));
        const parsed = sandboxSettingsSchema.safeParse(values);
        if (parsed.success) {
          settings.change(parsed.data);
          goTo(response, PATH, 'saved');
          return;
        }
        const locals = viewOf({ values: typed, errors: errorsOf(parsed.error) });
        renderSystemPage(response, shell, { ...PAGE, status: 400, locals });
      }),
    )
    .post(
      `${PATH}/defaults`,
      taken((_shell, _request, response) => {
        settings.change(sandboxSettingsSchema.parse({}));
        goTo(response, PATH, 'defaults');
      }),
    );
}

const PAGE = { view: 'control/settings', title: 'Settings', section: PATH };
const texts = z.record(z.string(), z.string().catch(''));

function currentTexts(current: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(SETTINGS.map(({ name }) => [name, toText(name, current[name])]));
}

function errorsOf({ issues }: z.ZodError): Record<string, string> {
  return Object.fromEntries(issues.map(({ path, message }) => [String(path[0]), `${String(path[0])}: ${message}`]));
}

function viewOf(form: FormState) {
  const groups = GROUPS.map(({ title, settings }) => ({
    title,
    settings: settings.map((setting) => {
      const usual = toText(setting.name, setting.default);
      const isChanged = form.values[setting.name] !== usual;
      return {
        name: setting.name,
        words: setting.words,
        guess: setting.guess,
        usual,
        isChanged,
        editor: editorOf(setting.name),
      };
    }),
  }));
  return { form, groups };
}
