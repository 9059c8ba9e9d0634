import { fileURLToPath } from 'node:url';
import { compiled } from './compiled.js';

/** The packages as they are written, not as they were built. */
const SOURCE = '@visma-connect-express/source';
const globals = new URL('./globals.js', import.meta.url).href;

/** Hooks of Node's module loader, on their own thread. @see https://nodejs.org/api/module.html#customization-hooks */
export function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') return { url: globals, shortCircuit: true };
  return next(specifier, { ...context, conditions: [SOURCE, ...context.conditions] });
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  return { format: 'module', source: await compiled(fileURLToPath(url)), shortCircuit: true };
}
