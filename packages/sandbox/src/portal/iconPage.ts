import { Router, type Response } from 'express';
import { z } from 'zod';
import type { World } from './portalWorld.ts';
import { aForm, withError, type FormState } from '../systems/formState.ts';
import type { UploadedFile } from '../systems/multipartForm.ts';
import { renderTab, tabPath } from './applicationFrame.ts';
import type { ApplicationVisit, PortalDeps, PortalGuards } from './portalGuards.ts';

/** The page behind the pencil on the icon, and the icons themselves, which App Store and sign-in pages show too. */
export function iconPage({ world }: PortalDeps, { application: own }: PortalGuards): Router {
  return Router()
    .get('/portal/icons/:clientId', (req, res) => sendIcon(world, req.params.clientId, res))
    .get(
      '/portal/applications/:clientId/icon',
      own.page((visit, _req, res) => show(visit, res, aForm())),
    )
    .post(
      '/portal/applications/:clientId/icon',
      own.form((visit, req, res) => {
        const file = uploadSchema.safeParse(req.body).data?.icon;
        const problem = file ? problemOf(file) : NO_FILE;
        if (!file || problem !== undefined) {
          show(visit, res, withError(aForm(), 'icon', problem ?? NO_FILE));
          return;
        }
        const icon = `data:${kindOf(file.bytes) ?? ''};base64,${file.bytes.toString('base64')}`;
        world.applications.put({ ...visit.application, icon });
        res.redirect(303, `${tabPath(visit.application, 'details')}?done=icon`);
      }),
    )
    .post(
      '/portal/applications/:clientId/icon/remove',
      own.form(({ application }, _req, res) => {
        world.applications.put({ ...application, icon: null });
        res.redirect(303, `${tabPath(application, 'details')}?done=icon`);
      }),
    );
}

const NO_FILE = 'Choose a PNG or JPEG file';

const uploadSchema = z.object({ icon: z.object({ bytes: z.instanceof(Buffer), isCut: z.boolean() }) });

function problemOf({ bytes, isCut }: UploadedFile): string | undefined {
  if (bytes.length === 0) return NO_FILE;
  if (isCut) return 'The file is larger than 100 kB';
  return kindOf(bytes) ? undefined : 'The file is neither PNG nor JPEG';
}

/** By the first bytes: what the browser says of a file is not to be trusted. */
function kindOf(bytes: Buffer): 'image/png' | 'image/jpeg' | undefined {
  if (bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return 'image/png';
  return bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')) ? 'image/jpeg' : undefined;
}

function sendIcon({ applications }: World, clientId: string, res: Response): void {
  const stored = /^data:(image\/(?:png|jpeg));base64,(.+)$/.exec(applications.find(clientId)?.icon ?? '');
  res.set({ 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-cache' });
  if (stored) res.type(stored[1] ?? '').send(Buffer.from(stored[2] ?? '', 'base64'));
  else res.status(404).end();
}

function show(visit: ApplicationVisit, res: Response, form: FormState): void {
  renderTab(res, visit, 'details', {
    view: 'portal/icon',
    title: `Icon of ${visit.application.name}`,
    crumbs: [{ label: visit.application.name, href: tabPath(visit.application, 'details') }],
    status: Object.keys(form.errors).length > 0 ? 400 : 200,
    locals: { form, hasIcon: visit.application.icon !== null },
  });
}
