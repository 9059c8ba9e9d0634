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
function createLogOutput(fd: number): LogOutput {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let lost = 0;
  /** The line that says how many were lost, until all of it is written; it comes first of what waits. */
  let announcement: { readonly lost: number; readonly bytes: number } | undefined;
  let retry: NodeJS.Timeout | undefined;

  const keep = (rest: Buffer[]): void => {
    waiting = rest;
    waitingBytes = rest.reduce((sum, { length }) => sum + length, 0);
  };
  const noteWritten = (bytes: number): void => {
    if (announcement === undefined) return;
    const left = announcement.bytes - bytes;
    announcement = left > 0 ? { ...announcement, bytes: left } : undefined;
  };
  /** What an announcement that was lost itself would have said; it is no line of the log. */
  const unsaid = (): number => {
    const count = announcement === undefined ? 0 : announcement.lost - 1;
    announcement = undefined;
    return count;
  };
  /** Writes until nothing waits. Answers after how long to try again; undefined when all is written. */
  const writeWaiting = (): number | undefined => {
    let rest = Buffer.concat(waiting);
    try {
      while (rest.length > 0) {
        const written = writeSync(fd, rest);
        rest = rest.subarray(written);
        noteWritten(written);
      }
      keep([]);
      return undefined;
    } catch (error) {
      if (isBusy(error)) {
        keep([rest]);
        return BUSY_RETRY_MS;
      }
      lost += linesIn(rest) + unsaid();
      keep([]);
      return FAILURE_PAUSE_MS;
    }
  };
  const writeOut = (): void => {
    retry = undefined;
    const pauseMs = writeWaiting();
    if (pauseMs === undefined) return;
    retry = setTimeout(writeOut, pauseMs);
    retry.unref();
  };
  const add = (line: string): void => {
    const bytes = Buffer.from(line);
    if (waitingBytes + bytes.length > MAX_WAITING_BYTES) {
      lost += 1;
      return;
    }
    waiting.push(bytes);
    waitingBytes += bytes.length;
  };
  const writeRest = () => void writeWaiting();

  return {
    write: (line) => {
      if (retry) {
        // Within the pause after a failure nothing is tried; while the reader is only slow, lines wait.
        if (waitingBytes === 0) lost += 1;
        else add(line);
        return;
      }
      if (lost > 0) {
        const text = lossLine(lost);
        announcement = { lost, bytes: Buffer.byteLength(text) };
        add(text);
        lost = 0;
      }
      add(line);
      writeOut();
      process.off('exit', writeRest);
      if (waitingBytes > 0) process.once('exit', writeRest);
    },
  };
}

/** Standard output. Opened by Node too, which makes a pipe one that does not block. */
export function standardOutput(): LogOutput {
  // Whoever writes there without listening would end the process when the reader has gone or the disk is full.
  for (const stream of [process.stdout, process.stderr]) {
    stream.off('error', ignore);
    stream.on('error', ignore);
  }
  return createLogOutput(1);
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
