/**
 * One step of the protocol as this application took it. Handed out through a port, raw: whoever keeps or shows steps
 * cuts the secrets first.
 */
export interface ProtocolStep {
  readonly kind: StepKind;
  /** Epoch milliseconds. */
  readonly startedAtMs: number;
  readonly durationMs?: number | undefined;
  readonly request?: StepMessage | undefined;
  readonly response?: StepMessage | undefined;
  readonly checks?: readonly Check[] | undefined;
  /** Our error code when the step was refused or failed. */
  readonly error?: string | undefined;
}

export type StepKind =
  | 'metadata'
  | 'keys'
  | 'initiate_login'
  | 'authorization_request'
  | 'authorization_response'
  | 'token_request'
  | 'id_token'
  | 'userinfo'
  | 'refresh'
  | 'revocation'
  | 'introspection'
  | 'api_call'
  | 'end_session'
  | 'signed_out'
  | 'frontchannel_logout'
  | 'backchannel_logout';

export interface StepMessage {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Form body, JSON text or token, as sent or received. */
  readonly body?: string | undefined;
}

/** A rule that was checked, in words, with the section that asks for it. */
export interface Check {
  readonly rule: string;
  readonly section: string;
  readonly passed: boolean;
}

/** The port: whoever wants to see the steps passes one of these. Never throws. */
export type RecordStep = (step: ProtocolStep) => void;
