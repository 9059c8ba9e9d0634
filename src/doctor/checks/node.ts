import { diagnose, fine, type Finding } from '../finding.ts';

const OLDEST = [20, 19] as const;

/** The version of Node.js that this runs on; `engines` of package.json says the same. */
export function checkNode(version: string): Finding[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  if (!isOld) return [fine('node', version)];
  return [
    diagnose('node_too_old', {
      reason: `This is ${version}; the application needs ${OLDEST.join('.')} or later.`,
      advice: 'Install a Node.js that is still maintained: https://nodejs.org/en/about/previous-releases',
    }),
  ];
}
