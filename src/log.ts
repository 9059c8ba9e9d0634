import { pino, type DestinationStream, type Logger } from 'pino';
import { isRefusal } from './errors.ts';
import { standardOutput } from './logOutput.ts';

export type { Logger };

/**
 * A structured logger. Events, not data: errors are logged as names, codes and stack frames. Messages and causes of
 * foreign errors stay out, because libraries put parameters, claims and pieces of answers there.
 */
export function createLogger(level: string, destination: DestinationStream = standardOutput()): Logger {
  return pino({ level, base: null, serializers: { err: describeError } }, destination);
}

/** A logger for tests and tools that want silence. */
export function silentLogger(): Logger {
  return pino({ level: 'silent' });
}

export interface ErrorDescription {
  name: string;
  code?: string;
  reason?: string;
  providerError?: string;
  cause?: ErrorDescription;
  stack?: string;
}

/** What of an error may stand in a log. */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error };
  const { name } = error;
  const code = codeOf(error);
  const own = isRefusal(error) ? { reason: error.message, providerError: error.details.providerError } : {};
  return {
    name,
    ...(code === undefined ? {} : { code }),
    ...(own.reason === undefined ? {} : { reason: own.reason }),
    ...(own.providerError === undefined ? {} : { providerError: printable(own.providerError) }),
    ...(depth === 0 ? { stack: framesOf(error) } : {}),
    ...(error.cause === undefined || depth > 3 ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function framesOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .join('\n');
}

/** An OAuth error code is a short word (RFC 6749 §5.2); anything else did not come from a provider in good faith. */
function printable(code: string): string {
  return /^[\w.-]{1,64}$/.test(code) ? code : '(not a code)';
}
