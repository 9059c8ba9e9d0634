import { NAMED_AFTER_VISMA, VISMA_NEARBY } from './codeWords.ts';
import type { FileContext } from './fileContext.ts';
import type { Line } from './prepareLines.ts';

/** Where something stands first in a file. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** What a file says of Visma's products. */
export interface VismaFacts {
  /** Where code uses something that is named after Visma.net. */
  readonly named: Place | undefined;
  /** Whether it is code with an address or a header of the API in it, which it calls then; sign-in is no call. */
  readonly showsCalls: boolean;
  /** Whether a host, a path or the scope of Visma.net ERP stands in it: no other product has them. */
  readonly hasErpAddress: boolean;
  /** Where it speaks with Visma Connect. */
  readonly connect: Place | undefined;
  /** Whether it has to do with Visma.net, by its code, or by its name and folder. */
  readonly namesVisma: boolean;
  /** Whether it has to do with another product of Visma, and not with Visma.net. */
  readonly isOtherProduct: boolean;
  /** Whether it has to do with both. */
  readonly isMixed: boolean;
  /** Whether the Sales Order API is named in it, by its host or its orders, or by the file's name. */
  readonly hasSalesOrderAddress: boolean;
  /** The versions of the APIs in addresses that paths are added to. */
  readonly baseVersions: ReadonlySet<string>;
}

/** An import of, or a call on, something that is named after Visma.net. */
const NAMED =
  /^\s*(?:global\s+)?(?:using|import|from|use|require|require_once|include|include_once|Imports|open|library|uses)\b.*visma[._-]?net(?!visor|work)|\brequire\(\s*['"][^'"]*visma[._-]?net(?!visor|work)|\bnew\s+(?:\w+[.\\])*\w*visma_?net\w*\s*[(<]|(?<![\w.@/-])\w*visma_?net\w*(?:\.|->|::)\w+\s*\(/i;
const CALL_ADDRESS =
  /(?:api\.finance|salesorder)(?:\.stag)?\.visma\.net|controller\/api\/v\d|ipp[-_]?company|\bv[1-3]\/(?:customer|inventory|supplier|salesorder|journaltransaction|purchase|account|subaccount|branch|project|vat|dimension|employee|warehouse|attribute|location|contact|department|ledger|shipment)/i;
const ERP_ADDRESS =
  /(?:integration|api\.finance|salesorder)(?:\.stag)?\.visma\.net|controller\/api\/v\d|financialstasks|security\/api\/v\d|vismanet_erp_/i;
const CONNECT = /connect(?:\.identity\.stagaws)?\.visma\.com|vismanet_erp_(?:interactive|service)_api/i;
const SALES_ORDER_ADDRESS = /salesorder(?:\.stag)?\.visma\.net|\bv3\/salesorders\b/i;

/** An address that ends with the version, for paths to be added to. */
const BASE =
  /(?:(?:integration|api\.finance)(?:\.stag)?\.visma\.net(?:\/API\/(?:service\/)?controller\/api)?\/(v[12])|controller\/api\/(v[12])|salesorder(?:\.stag)?\.visma\.net\/api\/(v3))\/?(?=["'`\s<]|$)/gi;
/** eAccounting, and the other products that have APIs of their own. */
const OTHER_PRODUCT =
  /vismaonline\.com|["'\s+]ea:(?:api|sales|purchase|accounting)|eaccountingapi|business\.visma\.net|netvisor|hrm[-.]|payroll\.visma/i;

/** A line without any of these words mentions nothing. */
const ANY_WORD = /visma|ea:|ipp|controller|financialstasks|\bv[1-3]\/|security|n2c|v1client/i;

/** Gathers what the lines of a file say of Visma's products. */
export class VismaMentions {
  readonly #mayBeCode: boolean;
  readonly #baseVersions = new Set<string>();
  #named: Place | undefined;
  #connect: Place | undefined;
  #showsCalls = false;
  #hasErpAddress = false;
  #namesVisma: boolean;
  #isOther = false;
  #hasSalesOrderAddress: boolean;

  constructor({ name, path, language }: Pick<FileContext, 'name' | 'path' | 'language'>) {
    this.#mayBeCode = language !== 'other' || !/\.(?:sql|ya?ml|json|xml|html?|config|toml|ini|env)$/i.test(name);
    this.#namesVisma = NAMED_AFTER_VISMA.test(path);
    this.#hasSalesOrderAddress = this.#namesVisma && /sales[-_]?order/i.test(path);
  }

  /** Returns whether the line may have anything to do with Visma. */
  learn(line: Line): boolean {
    const { code } = line;
    if (!ANY_WORD.test(code)) return false;
    if (this.#mayBeCode) {
      this.#named ??= NAMED.test(code) ? placeOf(line) : undefined;
      this.#showsCalls ||= CALL_ADDRESS.test(code);
    }
    this.#connect ??= CONNECT.test(code) ? placeOf(line) : undefined;
    this.#hasErpAddress ||= ERP_ADDRESS.test(code);
    this.#namesVisma ||= VISMA_NEARBY.test(code);
    this.#isOther ||= OTHER_PRODUCT.test(code);
    this.#hasSalesOrderAddress ||= SALES_ORDER_ADDRESS.test(code);
    for (const [, ...versions] of code.matchAll(BASE))
      this.#baseVersions.add(versions.find(Boolean)?.toLowerCase() ?? '');
    return true;
  }

  /** `declaredBases`: versions that annotations give to paths, of Visma.net where the file is. */
  facts(declaredBases: ReadonlySet<string>): VismaFacts {
    const isOtherProduct = this.#isOther && !this.#hasErpAddress;
    const isOfVisma = this.#namesVisma && !isOtherProduct;
    return {
      named: this.#named,
      showsCalls: this.#showsCalls,
      hasErpAddress: this.#hasErpAddress,
      connect: this.#connect,
      namesVisma: this.#namesVisma,
      isOtherProduct,
      isMixed: this.#isOther && this.#hasErpAddress,
      hasSalesOrderAddress: this.#hasSalesOrderAddress,
      baseVersions: new Set([...this.#baseVersions, ...(isOfVisma ? declaredBases : [])]),
    };
  }
}

function placeOf({ number, offset, code }: Line): Place {
  const column = code.search(/visma|connect/i);
  return { line: number, column: offset + Math.max(0, column) + 1, text: code.trim().slice(0, 200) };
}
