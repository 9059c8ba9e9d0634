import type { Sandbox } from './start.ts';

/** What the terminal says when the sandbox runs: what to open, and whom to sign in as. */
export function welcome(sandbox: Sandbox, appUrl?: string): string {
  const width = Math.max(...sandbox.guide.people.map(({ username }) => username.length));
  const people = sandbox.guide.people.map(
    ({ username, description }) => `    ${username.padEnd(width)}  ${description}`,
  );
  return [
    '',
    ...(appUrl === undefined ? [] : [`  Open             ${appUrl}`]),
    `  Sandbox          ${sandbox.url}   stands in for Visma Connect, the portals and the APIs; nothing in it is real`,
    `  Sandbox control  ${sandbox.controlUrl}   opens once; later at /sandbox with the token`,
    `  Control token    ${sandbox.adminToken}`,
    '',
    `  Sign in as one of these, each with the password ${sandbox.guide.password}:`,
    ...people,
    '',
    '  Stop with Ctrl+C.',
    '',
    '',
  ].join('\n');
}
