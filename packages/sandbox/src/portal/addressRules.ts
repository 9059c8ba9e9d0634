import type { ApplicationType } from '../world/application.ts';

/** What is wrong with the address of a web page that people are shown; undefined when nothing is. */
export function webAddressProblem(text: string): string | undefined {
  return (
    shapeProblem(text, 'https://isv.example/page') ?? (isHttp(text) ? undefined : `${text} must begin with https://`)
  );
}

/**
 * What is wrong with an address that Connect sends browsers or notices to. Only https, and http on loopback where the
 * sandbox allows it.
 */
export function callbackProblem(text: string, loopback: boolean): string | undefined {
  const problem = shapeProblem(text, 'https://app.example/path') ?? fragmentProblem(text);
  if (problem !== undefined) return problem;
  return isSecure(text) || (loopback && isLoopback(text)) ? undefined : `${text} must begin with https://`;
}

/**
 * What is wrong with a redirect URI. Native applications may have schemes of their own and http on loopback; the other
 * types https, and http on loopback where the sandbox allows it.
 */
export function redirectProblem(text: string, type: ApplicationType, loopback: boolean): string | undefined {
  if (type !== 'native') return callbackProblem(text, loopback);
  const problem = shapeProblem(text, 'com.example.app:/callback') ?? fragmentProblem(text);
  if (problem !== undefined) return problem;
  if (isHttp(text) && !isSecure(text) && !isLoopback(text))
    return `${text} must be https, http on localhost, or a scheme of your own`;
  return BROWSER_SCHEMES.includes(new URL(text).protocol) ? `${text} has a scheme that belongs to browsers` : undefined;
}

const BROWSER_SCHEMES = ['javascript:', 'data:', 'file:', 'blob:', 'about:', 'vbscript:', 'ws:', 'wss:', 'ftp:'];

function shapeProblem(text: string, example: string): string | undefined {
  if (/\s/.test(text) || !URL.canParse(text)) return `${text} is not a whole address such as ${example}`;
  const { username, password, protocol, host } = new URL(text);
  if (text.includes('*')) return `${text} must not hold a wildcard: addresses are compared letter by letter`;
  if (username !== '' || password !== '') return `${text} must not hold a user name or password`;
  return /^https?:$/.test(protocol) && host === '' ? `${text} has no host` : undefined;
}

function fragmentProblem(text: string): string | undefined {
  return text.includes('#') ? `${text} must not have a part after #` : undefined;
}

function isHttp(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

function isSecure(text: string): boolean {
  return /^https:\/\//i.test(text);
}

function isLoopback(text: string): boolean {
  return isHttp(text) && ['localhost', '127.0.0.1', '[::1]'].includes(new URL(text).hostname);
}
