import { Router, type Request } from 'express';
import { z } from 'zod';
import { migrationReport, selects, type ItemReport, type MigrationReport } from './migrationReport.ts';
import type { Example, MigrationMarks } from './migrationMarks.ts';
import { VNI_ENDED } from '../vniSystem.ts';
import { renderSystemPage } from '../../systems/renderSystemPage.ts';
import type { Shell } from '../../systems/system.ts';
import type { Guard } from '../../systems/guards.ts';
import { selectionSchema } from './migrationRoutes.ts';
import { noticeOf } from '../../systems/pageNotice.ts';
import { formatTime } from '../../systems/formatTime.ts';

const PATH = '/sandbox/migration';
const NOTICES = {
  ticked: 'Ticked off, until the old form is seen again.',
  cleared: 'Everything that was seen is forgotten. Run your integration again.',
};

const tickForm = z.object({ item: z.string(), application: z.string().optional(), userAgent: z.string().optional() });

interface MigrationPageDeps {
  readonly migration: MigrationMarks;
  readonly vniIsOn: boolean;
}

/** The migration report: what an integration must still change to leave VNI, in the guide's order. */
export function migrationPage({ migration, vniIsOn }: MigrationPageDeps, { page, form }: Guard<Shell>): Router {
  const reportFor = (req: Request): MigrationReport =>
    migrationReport(migration.integrations(), selectionSchema.safeParse(req.query).data ?? {});
  return Router()
    .get(
      PATH,
      page((shell, req, res) => {
        const report = reportFor(req);
        if (req.accepts(['html', 'json']) === 'json') {
          res.set('Cache-Control', 'no-store').json(report);
          return;
        }
        renderSystemPage(res, shell, {
          view: 'control/migration',
          title: 'Migration from VNI',
          section: PATH,
          notice: noticeOf(req, NOTICES),
          locals: viewOf(report, vniIsOn),
        });
      }),
    )
    .get(
      `${PATH}.json`,
      page((_shell, req, res) => {
        res.set('Cache-Control', 'no-store').json(reportFor(req));
      }),
    )
    .post(
      `${PATH}/tick`,
      form((_shell, req, res) => {
        const { item, ...selection } = tickForm.parse(req.body);
        const chosen = selectionSchema.parse(selection);
        migration.tickOff(item, selects(migration.integrations(), chosen));
        res.redirect(
          303,
          `${PATH}?${new URLSearchParams({ ...chosen, done: 'ticked' }).toString()}#${encodeURIComponent(item)}`,
        );
      }),
    )
    .post(
      `${PATH}/clear`,
      form((_shell, _req, res) => {
        migration.clear();
        res.redirect(303, `${PATH}?done=cleared`);
      }),
    );
}

/** The report as its page shows it. */
export type MigrationView = ReturnType<typeof viewOf>;

function viewOf(report: MigrationReport, vniIsOn: boolean) {
  const { selection, applications, userAgents, counts } = report;
  const choices = (all: readonly string[], any: string) => [
    { value: '', label: any },
    ...all.map((value) => ({ value, label: value === '' ? '(no user agent)' : value })),
  ];
  const given = new URLSearchParams(Object.entries(selection)).toString();
  return {
    counts,
    ended: VNI_ENDED,
    vniIsOn,
    selection,
    isEmpty: applications.length === 0 && userAgents.length === 0,
    form: { values: { ...selection }, errors: {} },
    applications: choices(applications, 'All applications'),
    userAgents: choices(userAgents, 'All user agents'),
    steps: report.steps.map((step) => ({ ...step, items: step.items.map(itemView) })),
    jsonHref: `${PATH}.json?${given}`,
  };
}

const TONES = { 'to change': 'bad', done: 'good', 'not seen': '' } as const;

function itemView(item: ItemReport) {
  const subjects = item.subjects.map((subject) => ({
    ...subject,
    tone: TONES[subject.state],
    old: subject.old && exampleView(subject.old),
    newer: subject.newer && exampleView(subject.newer),
  }));
  return { ...item, tone: TONES[item.state], subjects };
}

function exampleView({ id, at, method, path, query, form, headers, status, error, newForm }: Example) {
  const fields = Object.entries({ ...query, ...form }).map(([name, value]) => `  ${name}=${value}`);
  const told = ['authorization', 'authentication', 'ipp-company-id', 'ipp-application-type', 'erp-api-background'];
  const shown = told.flatMap((name) => (headers[name] === undefined ? [] : [`${name}: ${headers[name]}`]));
  return {
    href: `/sandbox/requests/${id}`,
    time: formatTime(at),
    answer: error ?? (status === 0 ? 'no answer' : String(status)),
    text: [`${method} ${path}`, ...fields, ...shown].join('\n'),
    newForm,
  };
}
