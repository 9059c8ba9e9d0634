import type { FileContext } from './fileContext.ts';
import { VISMA_NEARBY } from './codeWords.ts';
import { generatorIn, HEAD_LINES, UNNAMED_GENERATOR } from './generators.ts';
import { KNOWN_CLIENTS } from './knownClients.ts';
import { isMethod, type Method } from './operations/operations.ts';
import { hidesCall } from './operations/unseenCalls.ts';
import type { FileLines } from './fileLines.ts';
import { once } from './once.ts';
import type { Line } from './prepareLines.ts';
import { TokenFlow } from './flow/tokenFlow.ts';

/** Where something stands first in a file. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** What a whole file says, beyond its single lines. */
export interface FileFacts {
  /** Where code uses something that is named after Visma.net. */
  readonly NAMED: Place | undefined;
  /** Whether any address of Visma.net stands in it, old or new. */
  readonly hasAddress: boolean;
  /** Whether a host, a path or the scope of Visma.net ERP stands in it: no other product has them. */
  readonly hasErpAddress: boolean;
  /** Where it speaks with Visma Connect. */
  readonly CONNECT: Place | undefined;
  /** Whether it has to do with Visma.net, by its code, or by its name and folder. */
  readonly namesVisma: boolean;
  /** Whether it has to do with another product of Visma, and not with Visma.net. */
  readonly isOtherProduct: boolean;
  /** The version of the API in the address that paths are added to. */
  readonly baseVersion: string | undefined;
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
}

/** An import of, or a call on, something that is named after Visma.net. */
const named =
  /^\s*(?:global\s+)?(?:using|import|from|use|require|require_once|include|include_once|Imports|open|library|uses)\b.*visma[._-]?net(?!visor|work)|\brequire\(\s*['"][^'"]*visma[._-]?net(?!visor|work)|\bnew\s+(?:\w+[.\\])*\w*visma_?net\w*\s*[(<]|(?<![\w.@/-])\w*visma_?net\w*(?:\.|->|::)\w+\s*\(/i;
const ADDRESS =
  /(?:integration|api\.finance|salesorder)(?:\.stag)?\.visma\.net|controller\/api\/v\d|financialstasks|ipp[-_]?company|security\/api\/v\d\/token|\bv[1-3]\/(?:customer|inventory|supplier|salesorder|journaltransaction|purchase|account|subaccount|branch|project|vat|dimension|employee|warehouse|attribute|location|contact|department|ledger|shipment)/i;
const ERP_ADDRESS =
  /(?:integration|api\.finance|salesorder)(?:\.stag)?\.visma\.net|controller\/api\/v\d|financialstasks|security\/api\/v\d|vismanet_erp_/i;
const connect = /connect(?:\.identity\.stagaws)?\.visma\.com|vismanet_erp_(?:interactive|service)_api/i;

/** A name that gets a value; the second group when the value is a written word. */
const ASSIGNMENT =
  /(?<![\w.?&])\$?([A-Za-z_]\w*state\w*|state\w*)\s*(?::\s*\w+\s*)?(?::=|=>|=(?!=))\s*(?:(?:["']([^"'{}$%]*)["'](?!\s*[.+&%,)]))|\S)/gi;

/** How classes and functions that are one call name its method. */
const METHOD_NAMED =
  /(?:\bMethod(?:::|\.)|\bhttp\.Method|\breturn\s+["']|\bmethod\s*[=:]\s*["'])(GET|POST|PUT|DELETE|PATCH)\b/gi;

/** An address that ends with the version, for paths to be added to. */
const BASE = /(?:visma\.net(?:\/API\/(?:service\/)?controller\/api)?|controller\/api)\/(v[12])\/?(?=["'`\s<]|$)/i;
/** eAccounting, and the other products that have APIs of their own. */
const OTHER_PRODUCT =
  /vismaonline\.com|["'\s+]ea:(?:api|sales|purchase|accounting)|eaccountingapi|business\.visma\.net|netvisor|hrm[-.]|payroll\.visma/i;

const LONGEST_CALL = 1_000;

/** Reads a whole file line by line, and keeps the little that is asked for. */
export function collectFacts(lines: FileLines, file: Pick<FileContext, 'name' | 'path' | 'language'>): FileFacts {
  let firstNamed: Place | undefined;
  let firstConnect: Place | undefined;
  let hasAddress = false;
  let hasErpAddress = false;
  let namesVisma = /visma(?!online)/i.test(file.path);
  let isOther = false;
  let baseVersion: string | undefined;
  const followed = lines.kept === undefined ? new TokenFlow() : undefined;
  const constants = new Set<string>();
  const variables = new Set<string>();
  let generator: string | undefined;
  const own = new Set<string>();
  const methods = new Set<string>();
  let hidesCalls = false;
  for (const line of lines.silently()) {
    const { code } = line;
    if (
      line.number <= HEAD_LINES &&
      line.offset === 0 &&
      (generator === undefined || generator === UNNAMED_GENERATOR)
    ) {
      generator = generatorIn(line.text, line.number, code.trim() === '') ?? generator;
    }
    followed?.learn(code, line.number);
    if (/state/i.test(code)) {
      for (const [, name = '', word] of code.matchAll(ASSIGNMENT)) {
        if (word === undefined) variables.add(name);
        else if (constants.size < 200) constants.add(name);
      }
    }
    hidesCalls ||= code.length < LONGEST_CALL && hidesCall(code);
    if (/method|return/i.test(code)) {
      for (const [, method = ''] of code.matchAll(METHOD_NAMED)) methods.add(method.toUpperCase());
    }
    if (!/visma|ea:|ipp|controller|financialstasks|\bv[1-3]\/|security|n2c|v1client/i.test(code)) continue;
    if (file.language !== 'other' || !/\.(?:sql|ya?ml|json|xml|html?|config|toml|ini|env)$/i.test(file.name)) {
      firstNamed ??= named.test(code) ? placeOf(line) : undefined;
    }
    firstConnect ??= connect.test(code) ? placeOf(line) : undefined;
    hasAddress ||= ADDRESS.test(code);
    hasErpAddress ||= ERP_ADDRESS.test(code);
    namesVisma ||= VISMA_NEARBY.test(code);
    isOther ||= OTHER_PRODUCT.test(code);
    baseVersion ??= BASE.exec(code)?.[1]?.toLowerCase();
    for (const client of KNOWN_CLIENTS) if (client.own.test(code)) own.add(client.name);
  }
  return {
    NAMED: firstNamed,
    hasAddress,
    CONNECT: firstConnect,
    namesVisma,
    isOtherProduct: isOther && !hasErpAddress,
    hasErpAddress,
    baseVersion,
    hidesCalls: hidesCalls && (baseVersion !== undefined || hasErpAddress),
    onlyMethod: methods.size === 1 ? [...methods].find(isMethod) : undefined,
    generator,
    tokens: followed === undefined ? once(() => TokenFlow.of(lines.kept ?? [])) : () => followed,
    constants: new Set([...constants].filter((name) => !variables.has(name))),
    ownClients: [...own],
  };
}

function placeOf({ number, offset, code }: Line): Place {
  const column = code.search(/visma|connect/i);
  return { line: number, column: offset + Math.max(0, column) + 1, text: code.trim().slice(0, 200) };
}
