import { z } from 'zod';
import type { Check, StepKind } from 'visma-net-client/connect/protocolStep';

/** A step as it is kept: secrets were cut before. */
export interface TraceStep extends RedactedStep {
  /** Counts up within the trace; a number is never used twice. */
  readonly number: number;
  /** The correlation id of the request of the browser in whose course the step was taken. */
  readonly visit: string;
  /** What the person was told when that request was refused. Stands in its last step. */
  readonly refusal?: Refusal | undefined;
}

/** A step whose secrets have been cut. */
export interface RedactedStep {
  readonly kind: StepKind;
  /** Epoch milliseconds. */
  readonly startedAtMs: number;
  readonly durationMs?: number | undefined;
  readonly request?: TraceMessage | undefined;
  readonly response?: TraceMessage | undefined;
  readonly checks: readonly Check[];
  /** Our error code, or why a call brought no answer. */
  readonly error?: string | undefined;
  /** Marks of the states, codes and tokens in it: two steps that share one belong together. */
  readonly links: readonly string[];
  /** Marks of the people that it is about (`sub`). */
  readonly about: readonly string[];
  /** Set when request and response were left out because they are about somebody else. */
  readonly isWithheld?: boolean | undefined;
}

export interface TraceMessage {
  readonly method?: string | undefined;
  /** Without its query. */
  readonly url?: string | undefined;
  readonly status?: number | undefined;
  readonly query: readonly Parameter[];
  readonly headers: readonly Parameter[];
  readonly form: readonly Parameter[];
  /** Of a JSON object at the top: for looking names up. */
  readonly fields: readonly Parameter[];
  /** JSON, indented, or text. */
  readonly body?: string | undefined;
  readonly tokens: readonly TraceToken[];
}

export interface Parameter {
  readonly name: string;
  readonly value: string;
}

/** A JWT, for reading: no signature. */
export interface TraceToken {
  readonly name: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

export interface Refusal {
  /** Our error code. */
  readonly code: string;
  /** Our words, no values. */
  readonly reason?: string | undefined;
}

export const KINDS = [
  'metadata',
  'keys',
  'initiate_login',
  'authorization_request',
  'authorization_response',
  'token_request',
  'id_token',
  'userinfo',
  'refresh',
  'revocation',
  'introspection',
  'api_call',
  'end_session',
  'signed_out',
  'frontchannel_logout',
  'backchannel_logout',
] as const satisfies readonly StepKind[];

const parameters = z.array(z.object({ name: z.string(), value: z.string() }));
const claims = z.record(z.string(), z.unknown());

const message: z.ZodType<TraceMessage> = z.object({
  method: z.string().optional(),
  url: z.string().optional(),
  status: z.number().optional(),
  query: parameters,
  headers: parameters,
  form: parameters,
  fields: parameters,
  body: z.string().optional(),
  tokens: z.array(z.object({ name: z.string(), header: claims, claims })),
});

/** The shape of a kept step, for reading one back. */
export const traceStepSchema: z.ZodType<TraceStep> = z.object({
  number: z.number(),
  visit: z.string(),
  kind: z.enum(KINDS),
  startedAtMs: z.number(),
  durationMs: z.number().optional(),
  request: message.optional(),
  response: message.optional(),
  checks: z.array(z.object({ rule: z.string(), section: z.string(), passed: z.boolean() })),
  error: z.string().optional(),
  refusal: z.object({ code: z.string(), reason: z.string().optional() }).optional(),
  links: z.array(z.string()),
  about: z.array(z.string()),
  isWithheld: z.boolean().optional(),
});
