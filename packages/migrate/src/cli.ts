#!/usr/bin/env node
import { migrateCommand } from './migrateCommand.ts';

// The reader of a report may have enough of it, as `head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await migrateCommand(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  isTerminal: process.stdout.isTTY,
  noColor: (process.env.NO_COLOR ?? '') !== '',
});
