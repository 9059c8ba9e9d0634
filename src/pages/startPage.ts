import { Router } from 'express';
import type { TextKey } from '../languages/textKeys.ts';
import { companyHomePath } from '../web/addresses/companyPath.ts';
import { loginPath } from '../web/addresses/loginPath.ts';
import { lastCompany } from '../web/session/lastCompany.ts';
import { currentSession } from '../web/session/session.ts';
import { renderPage } from '../web/rendering/renderPage.ts';

export interface StartPageDeps {
  /** Whether the public address is https. */
  readonly https: boolean;
  /** What the sandbox offers; undefined with the real systems. */
  readonly sandbox: SandboxGuide | undefined;
  readonly protocolView: boolean;
  /** Whether Visma Connect answered when last asked; undefined when nobody has asked yet. */
  readonly connectAnswers: () => boolean | undefined;
}

/** Whom to sign in as, and what there is to look at. */
export interface SandboxGuide {
  /** One for all. */
  readonly password: string;
  readonly people: readonly { readonly username: string; readonly description: string }[];
  readonly systems: readonly { readonly name: string; readonly href: string; readonly description: string }[];
}

/** What views/pages/start.ejs shows. */
export interface StartView extends Pick<StartPageDeps, 'sandbox' | 'protocolView'> {
  readonly connectIsAway: boolean;
  /** A sign-in for the company worked with last in this browser; undefined when there is none. */
  readonly lastCompanyHref: string | undefined;
  readonly flow: FlowPicture;
}

/** The start page: what this is, and the way in. Whoever is signed in is led to the company's home. */
export function startPage({ https, sandbox, protocolView, connectAnswers }: StartPageDeps): Router {
  const router = Router();
  router.get('/', (req, res) => {
    const signedIn = currentSession(req)?.signedIn;
    if (signedIn) {
      const { companies, currentTenantId } = signedIn;
      res.redirect(302, Object.hasOwn(companies, currentTenantId) ? companyHomePath(currentTenantId) : '/companies');
      return;
    }
    const connectIsAway = connectAnswers() === false;
    const lastCompanyHref = signInHref(lastCompany(req, https));
    const data: StartView = { sandbox, protocolView, connectIsAway, lastCompanyHref, flow: FLOW };
    renderPage(req, res, { view: 'pages/start', title: 'start.title', data });
  });
  return router;
}

function signInHref(tenantId: string | undefined): string | undefined {
  return tenantId === undefined ? undefined : loginPath({ tenantId, returnTo: companyHomePath(tenantId) });
}

/** A sequence diagram: who takes part, and who says what to whom. Measures are in the picture's own units. */
export interface FlowPicture {
  readonly width: number;
  readonly height: number;
  readonly parties: readonly { readonly name: TextKey; readonly x: number }[];
  readonly steps: readonly FlowStep[];
}

export interface FlowStep {
  readonly number: number;
  readonly description: TextKey;
  readonly label: TextKey;
  readonly y: number;
  readonly fromX: number;
  /** Where the line ends and the arrow's head begins. */
  readonly lineEndX: number;
  readonly middleX: number;
  /** The head's corners, for `points`. */
  readonly head: string;
}

type Party = 'browser' | 'app' | 'connect' | 'erp';

const PARTIES: Readonly<Record<Party, { name: TextKey; x: number }>> = {
  browser: { name: 'start.flow.browser', x: 110 },
  app: { name: 'start.flow.app', x: 370 },
  connect: { name: 'start.flow.connect', x: 630 },
  erp: { name: 'start.flow.erp', x: 890 },
};

const MESSAGES = [
  { from: 'browser', to: 'app', name: 'begin' },
  { from: 'browser', to: 'connect', name: 'request' },
  { from: 'connect', to: 'browser', name: 'questions' },
  { from: 'browser', to: 'app', name: 'response' },
  { from: 'app', to: 'connect', name: 'exchange' },
  { from: 'connect', to: 'app', name: 'tokens' },
  { from: 'app', to: 'erp', name: 'call' },
  { from: 'erp', to: 'app', name: 'answer' },
] as const satisfies readonly { from: Party; to: Party; name: string }[];

const FLOW = flowPicture(MESSAGES);

function flowPicture(messages: typeof MESSAGES): FlowPicture {
  const steps = messages.map(({ from, to, name }, index): FlowStep => {
    const fromX = PARTIES[from].x;
    const toX = PARTIES[to].x;
    const y = 96 + index * 48;
    const lineEndX = toX - Math.sign(toX - fromX) * 11;
    const head = `${toX},${y} ${lineEndX},${y - 6} ${lineEndX},${y + 6}`;
    return {
      number: index + 1,
      description: `start.flow.${name}.description`,
      label: `start.flow.${name}.label`,
      y,
      fromX,
      lineEndX,
      middleX: (fromX + toX) / 2,
      head,
    };
  });
  return { width: 1000, height: 96 + steps.length * 48, parties: Object.values(PARTIES), steps };
}
