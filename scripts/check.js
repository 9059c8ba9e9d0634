// The gate, `npm run check`: form, lint and types side by side, then all tests. Says what failed, and ends with 1.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const passed = await Promise.all(['format:check', 'lint', 'types'].map(inTheBackground));
if (passed.includes(false)) process.exit(1);
process.exit(await npmRun('test', 'inherit').exitCode);

/** Keeps what it says for the case that it fails: three at once would not be readable. */
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
