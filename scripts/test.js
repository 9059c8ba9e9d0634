// Builds what is not fresh (the process tests run dist/), then runs jest. Arguments go to jest.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildStale } from './build.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const jest = fileURLToPath(new URL('../node_modules/jest/bin/jest.js', import.meta.url));

await buildStale();
const { status } = spawnSync(
  process.execPath,
  ['--disable-warning=ExperimentalWarning', jest, ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
