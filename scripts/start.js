// Runs the command line from dist/, building first when a source is newer than the last build.
// `node scripts/start.js [command …]`: without a command it starts the web app.
import { readdirSync, statSync } from 'node:fs';
import { build } from './build.js';

const src = new URL('../src/', import.meta.url);
const built = new URL('../dist/cli.js', import.meta.url);

if (newestSource() > modifiedAt(built)) build();
process.argv.splice(2, 0, ...(process.argv.length > 2 ? [] : ['start']));
await import(built.href);

function newestSource() {
  const files = readdirSync(src, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map((file) => statSync(`${file.parentPath}/${file.name}`).mtimeMs));
}

function modifiedAt(url) {
  return statSync(url, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
