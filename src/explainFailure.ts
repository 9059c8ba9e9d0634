import { ConfigError } from './errors.ts';

/** What a person at a terminal reads when it cannot start: words, no stack. */
export function explainFailure(error: unknown): string {
  if (error instanceof ConfigError)
    return `${error.message}\n\nEvery variable is explained in docs/configuration.md.\n`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === 'EADDRINUSE')
    return 'Cannot start: the port is in use. Set PORT or SANDBOX_PORT, or stop what uses it.\n';
  return `Cannot start: ${error instanceof Error ? error.message : String(error)}\n`;
}
