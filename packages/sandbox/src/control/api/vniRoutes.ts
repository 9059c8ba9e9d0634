import { Router } from 'express';
import { z } from 'zod';
import { RegistrationError } from '../../world/registrations.ts';
import type { ControlDeps, VniControls } from '../controlDeps.ts';
import { vniView } from '../vniView.ts';

const order = z.strictObject({ financialsUser: z.array(z.string()) });

/** VNI's numbers of companies, and who is Financials User where. */
export function vniRoutes({ vni, world }: ControlDeps): Router {
  return Router()
    .get('/vni', (_req, res) => void res.json(vniView(world, required(vni))))
    .put('/vni/:id', (req, res) => {
      const records = required(vni);
      const { id } = req.params;
      const person = world.people.find(id) ?? world.people.byUsername(id);
      if (!person) throw new RegistrationError('there is no such person');
      const { financialsUser } = order.parse(req.body);
      if (financialsUser.some((tenantId) => world.tenants.find(tenantId)?.kind !== 'company'))
        throw new RegistrationError('financialsUser: not every one is the id of a company');
      records.setFinancialsUser(person.id, financialsUser);
      res.json(vniView(world, records));
    });
}

function required(vni: VniControls | undefined): VniControls {
  if (!vni) throw new RegistrationError('VNI is off: start the sandbox with SANDBOX_VNI=true, or vni: true');
  return vni;
}
