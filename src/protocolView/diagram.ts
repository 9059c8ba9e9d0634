import { say, type Sentence } from '../languages/spoken.ts';
import { problemOf } from './outcome.ts';
import { PARTIES, partyName, STEPS, stepSays, type Party } from './steps.ts';
import type { TraceStep } from './traceStep.ts';

/** A sequence diagram: who takes part, and who says what to whom. Measures are in the picture's own units. */
export interface Diagram {
  readonly width: number;
  readonly height: number;
  readonly parties: readonly { readonly name: Sentence; readonly x: number }[];
  readonly steps: readonly DiagramStep[];
}

/** A step with its arrows: the request, and the answer where there is one. */
export interface DiagramStep {
  readonly number: number;
  readonly href: string;
  readonly isBad: boolean;
  /** The space that the step takes. */
  readonly top: number;
  readonly height: number;
  readonly arrows: readonly Arrow[];
}

export interface Arrow {
  readonly label: string | Sentence;
  readonly labelX: number;
  readonly labelY: number;
  /** For `d` of a path. */
  readonly line: string;
  /** The head's corners, for `points`. */
  readonly head: string;
  readonly isAnswer: boolean;
  /** From a party to itself: the label begins at `labelX`; else it has its middle there. */
  readonly isLoop: boolean;
}

const X: Readonly<Record<Party, number>> = { browser: 110, app: 370, connect: 630, erp: 890 };
const WIDTH = 1000;
const TOP = 64;
const ROW = 44;
const HEAD = 11;
/** About what fits between two neighbours, at 14 units a letter's height. */
export const MAX_LABEL = 35;
/** "200: " before what an answer brings, or "error: " before an error. */
const MAX_BEHIND = 27;

/** Draws steps in their order; each leads to the address that `hrefOf` gives its number. Pure. */
export function diagramOf(steps: readonly TraceStep[], hrefOf: (number: number) => string): Diagram {
  let top = TOP;
  const drawn = steps.map((step) => {
    const one = { href: hrefOf(step.number), ...drawStep(step, top) };
    top += one.height;
    return one;
  });
  const parties = PARTIES.map((party) => ({ name: partyName(party), x: X[party] }));
  return { width: WIDTH, height: top + 16, parties, steps: drawn };
}

function drawStep(step: TraceStep, top: number): Omit<DiagramStep, 'href'> {
  const { from, to } = STEPS[step.kind];
  const answer = answerLabel(step);
  const said = [
    { from, to, label: requestLabel(step), isAnswer: false },
    ...(answer === undefined ? [] : [{ from: to, to: from, label: answer, isAnswer: true }]),
  ];
  const arrows = said.map((one, index) => drawArrow(one, top + (index + 1) * ROW - 12));
  return { number: step.number, isBad: problemOf(step) !== undefined, top, height: said.length * ROW, arrows };
}

/** What a step says on its arrow. Pure. */
export function requestLabel({ kind, request, checks }: TraceStep): string | Sentence {
  const what = stepSays(kind);
  if (kind === 'api_call') return shortened(`${request?.method ?? 'GET'} ${pathOf(request?.url ?? '')}`);
  if (kind === 'authorization_response') {
    const error = request?.query.find(({ name }) => name === 'error')?.value;
    return error === undefined ? what : say('protocol.arrows.error', { error: shortened(error, MAX_BEHIND) });
  }
  if (kind !== 'id_token') return what;
  return checks.every(({ passed }) => passed)
    ? say('protocol.arrows.good', { what })
    : say('protocol.arrows.bad', { what });
}

/** What the answer says on its arrow; undefined for a step without one. Pure. */
export function answerLabel({ kind, response, error }: TraceStep): Sentence | undefined {
  const { brings } = STEPS[kind];
  if (brings === undefined) return undefined;
  if (response?.status === undefined) return error === undefined ? undefined : say('protocol.arrows.noAnswer');
  const refusal = response.fields.find(({ name }) => name === 'error')?.value;
  const status = String(response.status);
  if (response.status < 400) return say('protocol.arrows.answer', { status, message: say(brings) });
  const message = refusal === undefined ? say('protocol.arrows.refused') : shortened(refusal, MAX_BEHIND);
  return say('protocol.arrows.answer', { status, message });
}

interface Said {
  readonly from: Party;
  readonly to: Party;
  readonly label: Arrow['label'];
  readonly isAnswer: boolean;
}

function drawArrow({ from, to, label, isAnswer }: Said, y: number): Arrow {
  const fromX = X[from];
  const toX = X[to];
  if (from === to) return drawLoop(fromX, y, label);
  const direction = Math.sign(toX - fromX);
  const lineEndX = toX - direction * HEAD;
  return {
    label,
    isAnswer,
    isLoop: false,
    labelX: (fromX + toX) / 2,
    labelY: y - 8,
    line: `M${fromX} ${y}H${lineEndX}`,
    head: `${toX},${y} ${lineEndX},${y - 6} ${lineEndX},${y + 6}`,
  };
}

/** What a party does by itself: out, down and back. */
function drawLoop(x: number, y: number, label: Arrow['label']): Arrow {
  const out = x + 34;
  const up = y - 18;
  return {
    label,
    isAnswer: false,
    isLoop: true,
    labelX: out + 10,
    labelY: y - 5,
    line: `M${x} ${up}H${out}V${y}H${x + HEAD}`,
    head: `${x},${y} ${x + HEAD},${y - 6} ${x + HEAD},${y + 6}`,
  };
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}

function shortened(text: string, max = MAX_LABEL): string {
  return text.length > max ? `${text.slice(0, max - 1)}…` : text;
}
