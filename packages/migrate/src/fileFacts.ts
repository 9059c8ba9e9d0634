import type { FileContext } from './fileContext.ts';
import { knownClients } from './knownClients.ts';
import type { Line } from './prepareLines.ts';

/** Where something stands first in a file. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** What a whole file says, beyond its single lines. */
export interface FileFacts {
  /** Where code uses something that is named after Visma.net. */
  readonly named: Place | undefined;
  /** Whether any address of Visma.net stands in it, old or new. */
  readonly hasAddress: boolean;
  /** Where it speaks with Visma Connect. */
  readonly connect: Place | undefined;
  /** Client libraries that the file is a part of. */
  readonly ownClients: readonly string[];
}

/** An import of, or a call on, something that is named after Visma.net. */
const named =
  /^\s*(?:global\s+)?(?:using|import|from|use|require|require_once|include|include_once|Imports|open|library|uses)\b.*visma[._-]?net(?!visor|work)|\brequire\(\s*['"][^'"]*visma[._-]?net(?!visor|work)|\bnew\s+(?:\w+[.\\])*\w*visma_?net\w*\s*[(<]|(?<![\w.@/-])\w*visma_?net\w*(?:\.|->|::)\w+\s*\(/i;
const address =
  /(?:integration|api\.finance|salesorder)(?:\.stag)?\.visma\.net|controller\/api\/v\d|financialstasks|ipp[-_]?company|security\/api\/v\d\/token|\bv[1-3]\/(?:customer|inventory|supplier|salesorder|journaltransaction|purchase|account|subaccount|branch|project|vat|dimension|employee|warehouse|attribute|location|contact|department|ledger|shipment)/i;
const connect = /connect(?:\.identity\.stagaws)?\.visma\.com|vismanet_erp_(?:interactive|service)_api/i;

/** Reads a whole file line by line, and keeps the little that is asked for. */
export function collectFacts(lines: Iterable<Line>, file: FileContext): FileFacts {
  let firstNamed: Place | undefined;
  let firstConnect: Place | undefined;
  let hasAddress = false;
  const own = new Set<string>();
  for (const line of lines) {
    const { code } = line;
    if (!/visma|ipp|controller|financialstasks|\bv[1-3]\/|security|n2c|v1client/i.test(code)) continue;
    if (file.language !== 'other' || !/\.(?:sql|ya?ml|json|xml|html?|config|toml|ini|env)$/i.test(file.name)) {
      firstNamed ??= named.test(code) ? placeOf(line) : undefined;
    }
    firstConnect ??= connect.test(code) ? placeOf(line) : undefined;
    hasAddress ||= address.test(code);
    for (const client of knownClients) if (client.own.test(code)) own.add(client.name);
  }
  return { named: firstNamed, hasAddress, connect: firstConnect, ownClients: [...own] };
}

function placeOf({ number, offset, code }: Line): Place {
  const column = code.search(/visma|connect/i);
  return { line: number, column: offset + Math.max(0, column) + 1, text: code.trim().slice(0, 200) };
}
