import { writeSync } from 'node:fs';

/** Where log lines go; what pino needs of a destination. */
export interface LogOutput {
  write(line: string): void;
}

/** What waits for a reader that stands still; more is lost, and counted. */
const MAX_WAITING_BYTES = 1024 * 1024;
const BUSY_RETRY_MS = 50;
const FAILURE_PAUSE_MS = 1000;

/**
 * Writes lines to a file descriptor and never stops the process for it: no error is thrown and none is waited for. While
 * nothing can be written (disk full, reader gone, reader that stands still) lines wait or are lost; the next line that
 * gets through is preceded by one that says how many were lost.
 */
class FileLogOutput implements LogOutput {
  readonly #fd: number;
  #waiting: Buffer[] = [];
  #waitingBytes = 0;
  #lost = 0;
  /** The line that says how many were lost, and what of it is still to be written: it comes first of what waits. */
  #announcement: { readonly lost: number; readonly bytes: number } | undefined;
  #retry: NodeJS.Timeout | undefined;

  constructor(fd: number) {
    this.#fd = fd;
  }

  write(line: string): void {
    if (this.#retry) {
      // Within the pause after a failure nothing is tried; while the reader is only slow, lines wait.
      if (this.#waitingBytes === 0) this.#lost += 1;
      else this.#add(line);
      return;
    }
    if (this.#lost > 0) this.#announce();
    this.#add(line);
    this.#writeOut();
    process.off('exit', this.#writeWaiting);
    if (this.#waitingBytes > 0) process.once('exit', this.#writeWaiting);
  }

  #announce(): void {
    const text = lossLine(this.#lost);
    this.#announcement = { lost: this.#lost, bytes: Buffer.byteLength(text) };
    this.#add(text);
  }

  #add(line: string): void {
    const bytes = Buffer.from(line);
    if (this.#waitingBytes + bytes.length > MAX_WAITING_BYTES) {
      this.#lost += 1;
      return;
    }
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
  }

  #writeOut(): void {
    this.#retry = undefined;
    const pauseMs = this.#writeWaiting();
    if (pauseMs === undefined) return;
    this.#retry = setTimeout(() => this.#writeOut(), pauseMs);
    this.#retry.unref();
  }

  /** Writes until nothing waits. Answers after how long to try again; undefined when all is written. */
  readonly #writeWaiting = (): number | undefined => {
    let rest = Buffer.concat(this.#waiting);
    try {
      while (rest.length > 0) {
        const written = writeSync(this.#fd, rest);
        rest = rest.subarray(written);
        this.#noteWritten(written);
      }
      this.#keep([]);
      return undefined;
    } catch (error) {
      if (isBusy(error)) {
        this.#keep([rest]);
        return BUSY_RETRY_MS;
      }
      // An announcement is no line of the log, and what it would have said is still unsaid.
      this.#lost += linesIn(rest) - (this.#announcement ? 1 : 0);
      this.#announcement = undefined;
      this.#keep([]);
      return FAILURE_PAUSE_MS;
    }
  };

  #noteWritten(bytes: number): void {
    if (this.#announcement === undefined) return;
    const { lost, bytes: left } = this.#announcement;
    this.#announcement = left > bytes ? { lost, bytes: left - bytes } : undefined;
    if (this.#announcement === undefined) this.#lost -= lost;
  }

  #keep(rest: Buffer[]): void {
    this.#waiting = rest;
    this.#waitingBytes = rest.reduce((sum, { length }) => sum + length, 0);
  }
}

/** Standard output. Opened by Node too, which makes a pipe one that does not block. */
export function standardOutput(): LogOutput {
  // Whoever writes there without listening would end the process when the reader has gone or the disk is full.
  for (const stream of [process.stdout, process.stderr]) {
    stream.off('error', ignore);
    stream.on('error', ignore);
  }
  return new FileLogOutput(1);
}

function ignore(): void {
  // Nothing can be said where nothing can be written.
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}

function linesIn(bytes: Buffer): number {
  return bytes.toString('latin1').split('\n').length - 1;
}

function lossLine(lost: number): string {
  const line = { level: 40, time: Date.now(), event: 'log_lines_lost', lost, msg: 'the log could not be written' };
  return `${JSON.stringify(line)}\n`;
}
