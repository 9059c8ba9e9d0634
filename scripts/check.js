// The gate, `npm run check`: form, lint, types and all tests side by side: tests wait for locks and pages now and then,
// and leave the processor to the others. Says what failed, and ends with 1.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const others = ['format:check', 'lint', 'types'].map(inTheBackground);
const testsPassed = (await npmRun('test', 'inherit').exitCode) === 0;
const passed = await Promise.all(others);
process.exit(testsPassed && !passed.includes(false) ? 0 : 1);

/** Keeps what it says for the case that it fails: all at once would not be readable. */
async function inTheBackground(script) {
  const startedAt = performance.now();
  const { child, exitCode } = npmRun(script, ['ignore', 'pipe', 'pipe']);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const isGood = (await exitCode) === 0;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`npm run ${script}: ${isGood ? 'good' : 'FAILED'} (${seconds} s)${isGood ? '' : `\n${said}`}`);
  return isGood;
}

function npmRun(script, stdio) {
  const child = spawn('npm', ['run', '--silent', script], { cwd: root, stdio });
  return { child, exitCode: new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1))) };
}
