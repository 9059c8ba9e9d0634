import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cache = join(root, 'bench', '.cache');

/** The folder of a revision as it was, installed from its own lock and built. Kept for the next run. */
export function buildOf(revision) {
  const id = output('git', ['rev-parse', '--verify', `${revision}^{commit}`]);
  const folder = join(cache, id);
  if (existsSync(folder)) return folder;
  const aside = `${folder}.${process.pid}`;
  mkdirSync(aside, { recursive: true });
  try {
    const archive = execFileSync('git', ['archive', '--format=tar', id], { cwd: root, maxBuffer: 1 << 30 });
    execFileSync('tar', ['-x', '-C', aside], { input: archive });
    run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], aside);
    run('npm', ['run', '--silent', 'build'], aside);
    renameSync(aside, folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return folder;
}

/** The folder of the working tree, built. */
export function buildTree(isBuilt) {
  if (!isBuilt) run('npm', ['run', '--silent', 'build'], root);
  return root;
}

function output(command, parameters) {
  return execFileSync(command, parameters, { cwd: root, encoding: 'utf8' }).trim();
}

/** `NODE_ENV=production` would leave out what builds. */
function run(command, parameters, cwd) {
  const env = { ...process.env };
  delete env.NODE_ENV;
  execFileSync(command, parameters, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
}
