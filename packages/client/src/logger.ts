/** What this client needs of a logger; pino's has it. Events, not data: no token, no secret, no words from outside. */
export interface Logger {
  readonly info: (facts: object, message: string) => void;
  readonly warn: (facts: object, message: string) => void;
}

export const SILENT_LOGGER: Logger = { info: () => undefined, warn: () => undefined };
