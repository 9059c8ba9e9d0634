import type { Language } from '../languageOf.ts';
import { isMethod, isResource, type Method } from './operations.ts';

const VERBS = 'Get|Post|Put|Delete|Patch';
const METHODS = 'GET|POST|PUT|DELETE|PATCH';

/** What only declares calls of somebody else's server: Refit, RestEase, Retrofit, Feign, Spring's HTTP interfaces. */
const CLIENT_ONLY = String.raw`\[(?:\w{1,40}\.){0,4}(?:${VERBS})(?=\(\s{0,9}")|@(?:(?:${METHODS})(?=\(\s{0,9}(?:value\s{0,9}=\s{0,9})?")|HTTP|RequestLine|(?:${VERBS}|Http)Exchange)(?=\()`;
/** What declares calls in a client, and what is served elsewhere: JAX-RS, Spring, Micronaut. */
const EITHER = String.raw`@(?:Path|(?:${VERBS})(?:Mapping)?|RequestMapping)(?=\()`;

/** Whether a line makes its file one that declares calls. */
const DECLARES = new RegExp(String.raw`${CLIENT_ONLY}|@FeignClient\b|@RegisterRestClient\b|@Client\(`);

/** Annotations by which servers and clients alike are written. */
export const SERVES_OR_DECLARES = new RegExp(String.raw`${EITHER}|@(?:All|Head|Controller)\(`);

/** The version that all paths of an interface begin with. */
const DECLARED_BASE = /(?:\[BasePath|@(?:Path|HttpExchange|RequestMapping|FeignClient))\([^)]{0,120}["/](v[123])\/?"/;

const DECLARED = new RegExp(
  String.raw`(?:${CLIENT_ONLY}|${EITHER})\([^"]{0,80}(?:"(?:${METHODS})"[^"]{0,40})?"(?:(?<method>${METHODS})\s{1,9})?(?<at>\/?(?<name>[a-z]{2,40}))(?=[/?"{])`,
  'gi',
);

/** A path that an annotation gives to a call, with its resource and without a version. */
export interface DeclaredPath {
  readonly from: number;
  readonly name: string;
}

/** The paths that annotations of a line declare. */
export function declaredPathsIn(code: string): DeclaredPath[] {
  if (!/[[@]/.test(code)) return [];
  return [...code.matchAll(DECLARED)].flatMap(({ 0: all, index, groups }) => {
    const { at = '', name = '' } = groups ?? {};
    return isResource(name) ? [{ from: index + all.lastIndexOf(at), name }] : [];
  });
}

const ALONE = new RegExp(String.raw`@(?:\w{1,40}\.){0,6}(${METHODS})\b(?!\()`);

/** The method that stands in an annotation of its own, beside one with the path (JAX-RS). */
export function methodBeside(code: string, above: readonly string[], below: readonly string[]): Method | undefined {
  if (!code.includes('@Path(')) return undefined;
  const isAnnotation = (line: string): boolean => /^\s*@\w/.test(line);
  const last = above.findLastIndex((line) => !isAnnotation(line));
  const end = below.findIndex((line) => !isAnnotation(line));
  const annotations = [code, ...above.slice(last + 1), ...below.slice(0, end === -1 ? undefined : end)].join('\n');
  const method = ALONE.exec(annotations)?.[1] ?? '';
  return isMethod(method) ? method : undefined;
}

/** What the annotations and types of a whole file say. */
export class Declarations {
  #declares = false;
  #hasInterface = false;
  #hasClass = false;
  /** The versions that paths of its interfaces begin with. */
  readonly bases = new Set<string>();

  learn(code: string): void {
    if (!/[@[]|\binterface\b|\bclass\b/.test(code)) return;
    this.#declares ||= DECLARES.test(code);
    this.#hasInterface ||= /^\s*(?:(?:public|internal)\s+)?interface\s/.test(code);
    this.#hasClass ||= /\bclass\s+\w/.test(code);
    const base = DECLARED_BASE.exec(code)?.[1];
    if (base !== undefined) this.bases.add(base);
  }

  /** Whether the file declares calls of a server: by annotations of a client, or all of it as interfaces. */
  declareCalls(language: Language): boolean {
    return this.#declares || (language === 'java' && this.#hasInterface && !this.#hasClass);
  }
}
