import { Router } from 'express';
import { renderPage } from '../web/rendering/renderPage.ts';

export interface StartPageDeps {
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
  readonly flow: FlowPicture;
}

/** The start page: what this is, and the way in. */
export function startPage({ sandbox, protocolView, connectAnswers }: StartPageDeps): Router {
  const router = Router();
  router.get('/', (req, res) => {
    const data: StartView = { sandbox, protocolView, connectIsAway: connectAnswers() === false, flow: FLOW };
    renderPage(req, res, { view: 'pages/start', title: 'Sign in with Visma Connect', data });
  });
  return router;
}

/** A sequence diagram: who takes part, and who says what to whom. Measures are in the picture's own units. */
export interface FlowPicture {
  readonly width: number;
  readonly height: number;
  readonly parties: readonly { readonly name: string; readonly x: number }[];
  readonly steps: readonly FlowStep[];
}

export interface FlowStep {
  readonly number: number;
  readonly description: string;
  readonly label: string;
  readonly y: number;
  readonly fromX: number;
  /** Where the line ends and the arrow's head begins. */
  readonly lineEndX: number;
  readonly middleX: number;
  /** The head's corners, for `points`. */
  readonly head: string;
}

type Party = 'browser' | 'app' | 'connect' | 'erp';

const PARTIES: Readonly<Record<Party, { name: string; x: number }>> = {
  browser: { name: 'Your browser', x: 110 },
  app: { name: 'This application', x: 370 },
  connect: { name: 'Visma Connect', x: 630 },
  erp: { name: 'Visma.net ERP', x: 890 },
};

interface Message {
  readonly from: Party;
  readonly to: Party;
  readonly label: string;
  readonly description: string;
}

const MESSAGES: readonly Message[] = [
  {
    from: 'browser',
    to: 'app',
    label: 'Sign in with Visma Connect',
    description:
      'You press the button. The application makes up three secrets for this one attempt: state, nonce, verifier.',
  },
  {
    from: 'browser',
    to: 'connect',
    label: 'scopes, state, nonce, code challenge',
    description: 'It sends your browser to Visma Connect with what it asks for, and a fingerprint of the verifier.',
  },
  {
    from: 'connect',
    to: 'browser',
    label: 'password, company, consent',
    description:
      'Visma Connect asks who you are, for which company, and whether this application may. It alone sees the password.',
  },
  {
    from: 'browser',
    to: 'app',
    label: 'code and state',
    description: 'Your browser comes back with a code that works once. The application checks that the state is yours.',
  },
  {
    from: 'app',
    to: 'connect',
    label: 'code, verifier, client secret',
    description:
      'The application exchanges the code, straight and out of sight of the browser, and shows the verifier itself.',
  },
  {
    from: 'connect',
    to: 'app',
    label: 'ID token, access token',
    description: 'It gets a signed proof of who you are, and a token that opens the data of the one company you chose.',
  },
  {
    from: 'app',
    to: 'erp',
    label: 'Authorization: Bearer',
    description: 'With the token it asks the ERP for the inventory. The token never reaches your browser.',
  },
  {
    from: 'erp',
    to: 'app',
    label: 'the inventory, as JSON',
    description: 'The ERP answers for that company only, and the application makes the page you see.',
  },
];

const FLOW = flowPicture(MESSAGES);

function flowPicture(messages: readonly Message[]): FlowPicture {
  const steps = messages.map(({ from, to, label, description }, index) => {
    const fromX = PARTIES[from].x;
    const toX = PARTIES[to].x;
    const y = 96 + index * 48;
    const lineEndX = toX - Math.sign(toX - fromX) * 11;
    const head = `${toX},${y} ${lineEndX},${y - 6} ${lineEndX},${y + 6}`;
    return { number: index + 1, description, label, y, fromX, lineEndX, middleX: (fromX + toX) / 2, head };
  });
  return { width: 1000, height: 96 + steps.length * 48, parties: Object.values(PARTIES), steps };
}
