import type { FileContext } from './fileContext.ts';
import { generatorIn, HEAD_LINES, UNNAMED_GENERATOR } from './generators.ts';
import { KNOWN_CLIENTS } from './knownClients.ts';
import { Declarations } from './operations/declaredCalls.ts';
import { isMethod, type Method } from './operations/operations.ts';
import { hidesCall } from './operations/unseenCalls.ts';
import type { FileLines } from './fileLines.ts';
import { manifestKindOf } from './manifests.ts';
import { once } from './once.ts';
import type { Line } from './prepareLines.ts';
import { ProductAreas } from './productAreas.ts';
import { TokenFlow } from './flow/tokenFlow.ts';
import { VismaMentions, type VismaFacts } from './vismaMentions.ts';

/** What a whole file says, beyond its single lines. */
export interface FileFacts extends VismaFacts {
  /** Whether a line is about another product of Visma. */
  readonly isOtherAt: (line: number) => boolean;
  /** Whether annotations or attributes in it declare calls of a server, and serve none. */
  readonly declaresCalls: boolean;
  /** Whether it speaks with the ERP API, and makes calls whose method or resource it is given. */
  readonly hidesCalls: boolean;
  /** The only method of HTTP that is named in it; undefined when there is none, or more. */
  readonly onlyMethod: Method | undefined;
  /** Where values come from that may be the token call's answer. */
  readonly tokens: () => TokenFlow;
  /** Names that hold a written word and nothing else. */
  readonly constants: ReadonlySet<string>;
  /** The tool that made the file. */
  readonly generator: string | undefined;
  /** Client libraries that the file is a part of. */
  readonly ownClients: readonly string[];
  /** Where it is a manifest: the packages that it is the manifest of, as they are asked for. */
  readonly ownPackages: readonly string[];
}

/** How manifests name the package that they are of. */
const OWN_PACKAGE =
  /^\s*(?:\{\s*)?(?:"name"\s*:|(?:\w+\.)?name\s*[=:]|module\s)\s*["']?([\w.@/-]+)|<(?:PackageId|AssemblyName)>([\w.-]+)</i;

/** How classes and functions that are one call name its method. */
const METHOD_NAMED =
  /(?:\bMethod(?:::|\.)|\bhttp\.Method|\breturn\s+["']|\bmethod\s*[=:]\s*["'])(GET|POST|PUT|DELETE|PATCH)\b/gi;

const LONGEST_CALL = 1_000;

/** Reads a whole file line by line, and keeps the little that is asked for. */
export function collectFacts(lines: FileLines, file: Pick<FileContext, 'name' | 'path' | 'language'>): FileFacts {
  const mentions = new VismaMentions(file);
  const declarations = new Declarations();
  const states = new StateNames();
  const followed = lines.kept === undefined ? new TokenFlow() : undefined;
  let generator: string | undefined;
  const own = new Set<string>();
  const ownPackages = new Set<string>();
  const isManifest = manifestKindOf(file.name) === 'manifest';
  const methods = new Set<string>();
  let hidesCalls = false;
  for (const line of lines.silently()) {
    const { code } = line;
    generator = generatorOf(line, generator);
    followed?.learn(code, line.number);
    states.learn(code);
    declarations.learn(code);
    hidesCalls ||= code.length < LONGEST_CALL && hidesCall(code);
    if (/method|return/i.test(code)) {
      for (const [, method = ''] of code.matchAll(METHOD_NAMED)) methods.add(method.toUpperCase());
    }
    if (!mentions.learn(line)) continue;
    if (isManifest) for (const name of OWN_PACKAGE.exec(code)?.slice(1) ?? []) ownPackages.add(name);
    for (const client of KNOWN_CLIENTS) if (client.own.test(code)) own.add(client.name);
  }
  const facts = mentions.facts(declarations.bases);
  const areas = once(() => ProductAreas.of(lines.silently()));
  return {
    ...facts,
    isOtherAt: (line) => facts.isOtherProduct || (facts.isMixed && areas().isOther(line)),
    declaresCalls: declarations.declareCalls(file.language) && facts.namesVisma && !facts.isOtherProduct,
    hidesCalls: hidesCalls && (facts.baseVersions.size > 0 || facts.hasErpAddress),
    onlyMethod: methods.size === 1 ? [...methods].find(isMethod) : undefined,
    generator,
    tokens: followed === undefined ? once(() => TokenFlow.of(lines.kept ?? [])) : () => followed,
    constants: states.constants(),
    ownClients: [...own],
    ownPackages: [...ownPackages],
  };
}

/** The generator as far as the line before told, or as this one tells. */
function generatorOf({ number, offset, text, code }: Line, known: string | undefined): string | undefined {
  if (number > HEAD_LINES || offset > 0 || (known !== undefined && known !== UNNAMED_GENERATOR)) return known;
  return generatorIn(text, number, code.trim() === '') ?? known;
}

/** A name that gets a value; the second group when the value is a written word. */
const ASSIGNMENT =
  /(?<![\w.?&])\$?([A-Za-z_]\w*state\w*|state\w*)\s*(?::\s*\w+\s*)?(?::=|=>|=(?!=))\s*(?:(?:["']([^"'{}$%]*)["'](?!\s*[.+&%,)]))|\S)/gi;

/** Names of states, and whether they hold a written word or something that changes. */
class StateNames {
  readonly #constants = new Set<string>();
  readonly #variables = new Set<string>();

  learn(code: string): void {
    if (!/state/i.test(code)) return;
    for (const [, name = '', word] of code.matchAll(ASSIGNMENT)) {
      if (word === undefined) this.#variables.add(name);
      else if (this.#constants.size < 200) this.#constants.add(name);
    }
  }

  constants(): Set<string> {
    return new Set([...this.#constants].filter((name) => !this.#variables.has(name)));
  }
}
