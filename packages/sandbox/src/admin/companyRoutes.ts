import { Router, type Response } from 'express';
import { z } from 'zod';
import { requiredText } from '../systems/formFields.ts';
import { aForm, parseForm, type FormState } from '../systems/formState.ts';
import { renderNotice, renderSystemPage } from '../systems/renderSystemPage.ts';
import { narrowGuard, type Act, type Guard } from '../systems/guards.ts';
import type { Tenant } from '../world/tenants.ts';
import type { World } from '../world/world.ts';
import type { AdminVisit } from './adminGuards.ts';
import { fullName, peopleOf, placesOf } from './places.ts';

interface CompanyVisit extends AdminVisit {
  readonly tenant: Tenant;
}

const savedQuery = z.object({ saved: z.literal('1') });
const generalForm = z.object({
  name: requiredText('Enter the name of the company.', 100),
  organisationNumber: requiredText('Enter the organisation number.', 30),
});

/** The companies of a customer: who belongs to each, and under Edit the configuration with the tenant id. */
export function companyRoutes(world: World, guard: Guard<AdminVisit>): Router {
  const { page, form } = requireCompany(guard);
  const company = '/admin/:customer/companies/:tenant';
  return Router()
    .get('/admin/:customer/companies', guard.page(showCompanies(world)))
    .get(company, page(showCompany(world)))
    .get(
      `${company}/edit`,
      page((visit, _req, res) => {
        const { name, organisationNumber } = visit.tenant;
        showGeneral(res, visit, aForm({ name, organisationNumber }));
      }),
    )
    .post(`${company}/edit`, form(saveGeneral(world)))
    .get(`${company}/edit/configuration`, page(showConfiguration));
}

function requireCompany(guard: Guard<AdminVisit>): Guard<CompanyVisit> {
  return narrowGuard(guard, (visit, { params }, res): CompanyVisit | undefined => {
    const tenant = visit.tenants.find(({ id }) => id === params.tenant);
    if (tenant) return { ...visit, tenant };
    renderNotice(res, visit, { ...NOT_YOURS, links: [{ label: 'Companies', href: visit.paths.companies }] });
    return undefined;
  });
}

const NOT_YOURS = {
  status: 404,
  title: 'That is not one of your companies',
  text: 'There is no such company, or you do not administer it.',
};

function showCompanies(world: World): Act<AdminVisit> {
  return (visit, _req, res) => {
    const { customer, tenants, paths } = visit;
    const companies = tenants.map((tenant) => ({
      ...tenant,
      href: paths.company(tenant.id),
      people: peopleOf(world, [tenant]).length,
    }));
    const locals = { customer, companies };
    const section = paths.companies;
    renderSystemPage(res, visit, { view: 'admin/companies', title: 'Companies', section, locals });
  };
}

function showCompany(world: World): Act<CompanyVisit> {
  return (visit, { query }, res) => {
    const { tenant, paths } = visit;
    const people = peopleOf(world, [tenant]).map((person) => ({
      name: fullName(person),
      username: person.username,
      href: paths.person(person.id),
      place: placesOf(world, person, [tenant])[0],
    }));
    renderSystemPage(res, visit, {
      view: 'admin/company',
      title: tenant.name,
      section: paths.companies,
      crumbs: [{ label: 'Companies', href: paths.companies }],
      notice: savedQuery.safeParse(query).success ? 'The company is saved.' : null,
      locals: { tenant, people, edit: `${paths.company(tenant.id)}/edit`, newPerson: paths.newPerson },
    });
  };
}

/** What the two tabs of Edit share. */
function editPage({ tenant, paths }: CompanyVisit) {
  const edit = `${paths.company(tenant.id)}/edit`;
  return {
    title: `Edit ${tenant.name}`,
    section: paths.companies,
    crumbs: [
      { label: 'Companies', href: paths.companies },
      { label: tenant.name, href: paths.company(tenant.id) },
    ],
    tabs: [
      { label: 'General', href: edit },
      { label: 'Configuration', href: `${edit}/configuration` },
    ],
    edit,
  };
}

function showGeneral(res: Response, visit: CompanyVisit, form: FormState): void {
  const { tabs, edit, ...page } = editPage(visit);
  const locals = { form, tabs, edit, cancel: visit.paths.company(visit.tenant.id) };
  const status = Object.keys(form.errors).length > 0 ? 400 : 200;
  renderSystemPage(res, visit, { ...page, view: 'admin/company-general', status, locals });
}

function saveGeneral({ tenants }: World): Act<CompanyVisit> {
  return (visit, { body }, res) => {
    const parsed = parseForm(generalForm, body);
    if (!parsed.ok) {
      showGeneral(res, visit, parsed.form);
      return;
    }
    tenants.put({ ...visit.tenant, ...parsed.values });
    res.redirect(303, `${visit.paths.company(visit.tenant.id)}?saved=1`);
  };
}

const showConfiguration: Act<CompanyVisit> = (visit, _req, res) => {
  const { tabs, edit, ...page } = editPage(visit);
  const { tenant, customer } = visit;
  const locals = { tenant, customer, tabs, current: `${edit}/configuration` };
  renderSystemPage(res, visit, { ...page, view: 'admin/company-configuration', locals });
};
