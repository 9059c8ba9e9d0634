import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { asCurl } from 'visma-net-client/asCurl';
import { parseParams } from '../../../web/input.ts';
import { renderPage } from '../../../web/rendering/renderPage.ts';
import { NO_CHANGES, recordTitle, type DetailView } from '../details/detailView.ts';
import type { Description } from './description.ts';
import { namesOf } from '../resourceNames.ts';
import { say } from '../../../languages/spoken.ts';
import { recordSections, textAt } from './recordSections.ts';
import type { ErpPagesDeps } from '../resourceSection.ts';

/** The page of one record of a described resource, under what the ERP calls it. */
export function describedRecord<Row, Name extends string>(
  description: Description<Row, Name>,
  deps: ErpPagesDeps,
): Router {
  const steps = description.identifier.map((_label, index) => `/:step${index}`).join('');
  const router = Router();
  router.get(`/companies/:tenant/${description.slug}${steps}`, (req, res) => showRecord(description, deps, req, res));
  return router;
}

const params = z.object({ tenant: z.string() }).catchall(z.string().max(100));

async function showRecord<Row, Name extends string>(
  description: Description<Row, Name>,
  deps: ErpPagesDeps,
  req: Request,
  res: Response,
): Promise<void> {
  const { tenant, ...steps } = parseParams(req, params);
  const identifier = description.identifier.map((_label, index) => steps[`step${index}`] ?? '');
  const { get, itemAddress } = description.api(deps);
  const { value } = await deps.withCompanyToken(req, tenant, (context) => get(context, ...identifier));
  const data = toRecordView(description, { identifier, value, curl: asCurl(itemAddress(...identifier)) });
  renderPage(req, res, { view: 'pages/detail', title: recordTitle(data), data });
}

interface LoadedRecord {
  readonly identifier: readonly string[];
  readonly value: object;
  readonly curl: string;
}

/** Shapes a record for the view: everything that the ERP says about it. Pure. */
function toRecordView<Row, Name extends string>(
  description: Pick<Description<Row, Name>, 'slug' | 'labels'>,
  { identifier, value, curl }: LoadedRecord,
): DetailView {
  return {
    heading: say('records.heading', { one: say(namesOf(description.slug).one), number: identifier.join(' ') }),
    name: textAt(value, 'name') ?? textAt(value, 'description'),
    status: undefined,
    related: [],
    changes: NO_CHANGES,
    curls: [curl],
    ...recordSections(value, description.labels),
  };
}
