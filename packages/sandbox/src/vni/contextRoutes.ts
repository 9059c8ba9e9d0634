import { Router, type Request, type Response } from 'express';
import type { LegacyDeps } from './legacyDeps.ts';
import { requireToken } from './tokenRoutes.ts';
import type { VniCompany } from './vniRecords.ts';

/** Which companies a VNI token was good for, and whose it was. */
export function contextRoutes(deps: LegacyDeps): Router {
  const { vni, world } = deps;
  const personIdOf = (req: Request, res: Response): string | undefined => {
    const bearer = requireToken(deps, req, res);
    return bearer === undefined ? undefined : vni.findToken(bearer)?.personId;
  };
  const list = (req: Request, res: Response): void => {
    const personId = personIdOf(req, res);
    if (personId !== undefined) res.json(vni.companiesOf(personId).map(toContext));
  };
  return Router()
    .get('/API/resources/v1/context', list)
    .get('/API/security/api/v1/token/usercontexts', list)
    .get('/API/resources/v1/context/userdetails', (req, res) => {
      const person = world.people.find(personIdOf(req, res) ?? '');
      if (!person) return;
      const { username, givenName, familyName } = person;
      res.json({ emailAddress: username, firstName: givenName, lastName: familyName });
    })
    .get('/API/resources/v1/context/:companyId', (req, res) => {
      const personId = personIdOf(req, res);
      if (personId === undefined) return;
      const company = vni.companiesOf(personId).find(({ id }) => String(id) === req.params.companyId);
      if (company) res.json(toContext(company));
      else res.status(404).json({ message: 'The company was not found.' });
    });
}

function toContext({ id, name }: VniCompany) {
  return { id, name, type: 'Company' };
}
