import { Router, type Request, type Response } from 'express';
import type { LegacyDeps } from './legacyDeps.ts';
import { requireToken } from './tokenRoutes.ts';
import type { VniCompany } from './vniRecords.ts';

/** Which companies a VNI token was good for, and whose it was. */
export function contextRoutes(deps: LegacyDeps): Router {
  const { vni, world } = deps;
  const personIdOf = (request: Request, response: Response): string | undefined => {
    const bearer = requireToken(deps, request, response);
    return bearer === undefined ? undefined : vni.findToken(bearer)?.personId;
  };
  const list = (request: Request, response: Response): void => {
    const personId = personIdOf(request, response);
    if (personId !== undefined) response.json(vni.companiesOf(personId).map(toContext));
  };
  return Router()
    .get('/API/resources/v1/context', list)
    .get('/API/security/api/v1/token/usercontexts', list)
    .get('/API/resources/v1/context/userdetails', (request, response) => {
      const person = world.people.find(personIdOf(request, response) ?? '');
      if (!person) return;
      const { username, givenName, familyName } = person;
      response.json({ emailAddress: username, firstName: givenName, lastName: familyName });
    })
    .get('/API/resources/v1/context/:companyId', (request, response) => {
      const personId = personIdOf(request, response);
      if (personId === undefined) return;
      const company = vni.companiesOf(personId).find(({ id }) => String(id) === request.params.companyId);
      if (company) response.json(toContext(company));
      else response.status(404).json({ message: 'The company was not found.' });
    });
}

function toContext({ id, name }: VniCompany) {
  return { id, name, type: 'Company' };
}
