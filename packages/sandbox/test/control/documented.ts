import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const layer = z.looseObject({
  route: z
    .looseObject({
      path: z.union([z.string(), z.array(z.string())]),
      stack: z.array(z.looseObject({ method: z.string().optional() })),
    })
    .optional(),
  handle: z.unknown(),
});
const router = z.custom<{ stack: unknown[] }>((value) => typeof value === 'function' && 'stack' in value);

/** What a router answers, as `GET /path`, the routers in it included; what takes every method is left out. */
export function operationsOf(given: unknown): string[] {
  return stackOf(given).flatMap((one) => {
    const { route, handle } = layer.parse(one);
    if (!route) return operationsOf(handle);
    const methods = route.stack.flatMap(({ method }) => (method === undefined ? [] : [method.toUpperCase()]));
    return [...new Set(methods)].flatMap((method) => [route.path].flat().map((path) => `${method} ${path}`));
  });
}

function stackOf(given: unknown): unknown[] {
  return router.safeParse(given).data?.stack ?? [];
}

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const SOURCES = ['src/', 'packages/client/src/', 'packages/sandbox/src/', 'packages/migrate/src/'];

/** The comments of the code with a `Guess:`, each in one line behind its file. */
export function guessesInCode(): [string, string][] {
  return SOURCES.flatMap((folder) =>
    readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .sort()
      .flatMap((file) => guessesIn(`${folder}${file}`)),
  );
}

function guessesIn(file: string): [string, string][] {
  const comments = readFileSync(`${ROOT}${file}`, 'utf8').match(/\/\*\*[\s\S]*?\*\/|(?:^ *\/\/.*\n)+/gm) ?? [];
  const guesses = comments.map(inOneLine).filter((comment) => /\bguess: /i.test(comment));
  return guesses.map((comment): [string, string] => [file, comment.replace(/^Guess: /, '')]);
}

function inOneLine(comment: string): string {
  return comment
    .replace(/^\s*(?:\/\*\*|\*\/|\*|\/\/)/gm, '')
    .replace(/\*\/$/, '')
    .replace(/\s+/g, ' ')
    .replaceAll('|', '/')
    .trim();
}
