// The gate, `npm run check`: form, types and lint, one after the other, beside all tests: tests wait for locks and pages now
// and then, and leave the processor to the others. Says what failed, and ends with 1.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const others = inTheBackground(['format:check', 'lint']);
const testsPassed = (await npmRun('test', 'inherit').exitCode) === 0;
process.exit((await others) && testsPassed ? 0 : 1);

async function inTheBackground(scripts) {
  let areGood = true;
  for (const script of scripts) areGood = (await isGood(script)) && areGood;
  return areGood;
}

/** Keeps what it says for the case that it fails: all at once would not be readable. */
async function isGood(script) {
  const startedAt = performance.now();
  const { child, exitCode } = npmRun(script, ['ignore', 'pipe', 'pipe']);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const passed = (await exitCode) === 0;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`npm run ${script}: ${passed ? 'good' : 'FAILED'} (${seconds} s)${passed ? '' : `\n${said}`}`);
  return passed;
}

function npmRun(script, stdio) {
  const child = spawn('npm', ['run', '--silent', script], { cwd: root, stdio });
  return { child, exitCode: new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1))) };
}
