/** Where the sandbox says what went wrong in it; a pino logger fits. */
export interface Logger {
  readonly info: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
}

/** For tests, and for whoever wants silence. */
export function silentLogger(): Logger {
  return { info: () => undefined, error: () => undefined };
}

/** For a terminal: failures alone, with their stack. */
export function stderrLogger(stderr: { write: (text: string) => unknown }): Logger {
  return {
    info: () => undefined,
    error: (fields, message) => {
      const error = 'err' in fields && fields.err instanceof Error ? `\n${fields.err.stack ?? fields.err.name}` : '';
      stderr.write(`${message}${error}\n`);
    },
  };
}
