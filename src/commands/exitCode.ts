import type { ServiceError } from 'visma-net-client/serviceError';
import { fileReason } from 'visma-net-client/sync/fileProblem';

/** What the process ends with; docs/service.md explains each. */
export const EXIT = {
  done: 0,
  /** Something here: another sync runs, or nobody foresaw it. */
  here: 1,
  /** The command line is wrong, or a file cannot be read or written. */
  usage: 2,
  configuration: 3,
  /** Visma Connect gave no token. */
  connect: 4,
  /** The ERP did not give the data. */
  erp: 5,
  /** Some companies went well, others did not. */
  partly: 6,
  /** Stopped by a signal. */
  stopped: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Of several companies: the code of the first that failed when none went well. */
export function exitCodeOf(
  outcomes: readonly { readonly error?: ServiceError | undefined; readonly problem?: CommandProblem | undefined }[],
): ExitCode {
  const failures = outcomes.flatMap(({ error, problem }) => error ?? problem ?? []);
  const [first] = failures;
  if (first === undefined) return EXIT.done;
  if (failures.length < outcomes.length) return EXIT.partly;
  return first instanceof CommandProblem ? first.exitCode : EXIT[first.system];
}

/** The command cannot go on, in words for the person at the terminal. */
export class CommandProblem extends Error {
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'CommandProblem';
    this.exitCode = exitCode;
  }
}

/** A file that cannot be read or written, in words. */
export function fileProblem(what: string, error: unknown): CommandProblem {
  return new CommandProblem(EXIT.usage, `${what}: ${fileReason(error)}.`, error);
}
