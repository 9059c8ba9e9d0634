import { describe } from '@jest/globals';
import { isApacheInstalled } from './apacheServer.ts';

/** `describe` for what needs Apache: skipped with one line where there is none, a failure where CI is true. */
export function describeWithApache(name: string, body: () => void): void {
  if (isApacheInstalled() || process.env.CI === 'true') describe(name, body);
  else {
    const how = 'apt-get install apache2 libapache2-mod-auth-openidc';
    process.stderr.write(`Skipped: ${name}. It needs Apache with mod_auth_openidc: ${how}\n`);
    describe.skip(name, body);
  }
}
