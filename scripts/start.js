// Runs the command line from dist/, building first what has a source newer than its last build.
// `node scripts/start.js [command …]`: without a command it starts the web app.
import { buildStale } from './build.js';

await buildStale();
process.argv.splice(2, 0, ...(process.argv.length > 2 ? [] : ['start']));
await import(new URL('../dist/cli.js', import.meta.url).href);
