import type { Response } from 'express';
import { apiOfScope, scopeDescription } from '../../world/apis.ts';
import type { Application } from '../../world/application.ts';
import type { AuthorizeRequest } from '../../world/authorizeRequests.ts';
import type { Person } from '../../world/people.ts';
import { publisherOf } from '../../world/publisher.ts';
import { SEED_PASSWORD } from '../../world/seed.ts';
import type { ConnectDeps } from '../connectDeps.ts';
import { cspSource } from '../../protocol/cspSource.ts';
import type { Step } from './nextStep.ts';
import { pageMessages } from '../pageMessages.ts';
import { renderPage } from '../../systems/renderPage.ts';

export interface StepView {
  /** Where the forms of the page go: the address of this interaction. */
  readonly path: string;
  readonly asked: AuthorizeRequest;
  readonly application: Application;
  readonly person?: Person | undefined;
  readonly failedUsername?: string | undefined;
}

/** The page of a step that waits for the person. */
export function renderStep(deps: ConnectDeps, res: Response, step: Step, view: StepView): void {
  const { path, asked, application, person, failedUsername } = view;
  const messages = pageMessages(asked.language);
  const shared = {
    messages,
    path,
    application: { name: application.name, publisher: publisherOf(deps.world, application) },
    person,
  };
  const security = { formAction: [cspSource(asked.redirectUri)] };
  if (step.kind === 'company') {
    const companies = step.choices.map(({ id, name, organisationNumber }) => ({ id, name, organisationNumber }));
    renderPage(res, 'connect/company', { ...shared, companies }, security);
    return;
  }
  if (step.kind === 'consent') {
    renderPage(res, 'connect/consent', { ...shared, ...consentView(deps, view, step.tenantId) }, security);
    return;
  }
  const isWrong = failedUsername !== undefined;
  const locals = {
    ...shared,
    username: failedUsername ?? asked.loginHint ?? '',
    isWrong,
    seeds: deps.world.people.all().filter(({ username }) => deps.world.people.signIn(username, SEED_PASSWORD)),
    password: SEED_PASSWORD,
  };
  renderPage(res, 'connect/sign-in', locals, { ...security, status: isWrong ? 400 : 200 });
}

function consentView({ world }: ConnectDeps, { asked, application, person }: StepView, tenantId: string | null) {
  const known = new Set(person ? world.consents.scopes(person.id, asked.clientId) : []);
  const permissions = asked.scopes.map((scope) => ({
    description: scopeDescription(scope),
    api: apiOfScope(scope)?.name ?? null,
    isNew: known.size > 0 && !known.has(scope),
  }));
  return {
    permissions,
    companyName: tenantId === null ? null : (world.tenants.find(tenantId)?.name ?? null),
    warning: application.certified
      ? null
      : {
          createdAt: new Date(application.createdAt * 1000).toISOString().slice(0, 10),
          users: world.consents.ofApplication(asked.clientId).length,
        },
    privacyPolicyUri: application.privacyPolicyUri,
    termsUri: application.termsUri,
  };
}
