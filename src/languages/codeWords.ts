/** What is longer is no code, and stays as it is. */
const LONGEST_CODE = 200;
const MOST_CODES = 500;

/**
 * Says codes of the ERP: as `textOf` has them, else by their own parts, in English: "NoPurchases" is "No purchases".
 */
export function codeWords(textOf: (code: string) => string | undefined): (code: string) => string {
  const kept = new Map<string, string>();
  return (code) => {
    if (code.length > LONGEST_CODE) return code;
    const known = textOf(code) ?? kept.get(code);
    if (known !== undefined) return known;
    const words = inWords(code);
    // Lists say the same few codes on every row. More than these are no codes.
    if (kept.size < MOST_CODES) kept.set(code, words);
    return words;
  };
}

/** Says names of the API's fields, likewise: "lastModified" is "Last modified", "vatZone" is "VAT zone". */
export function fieldWords(textOf: (name: string) => string | undefined): (name: string) => string {
  const derived = codeWords(() => undefined);
  return (name) =>
    textOf(name) ??
    derived(name.charAt(0).toUpperCase() + name.slice(1)).replace(/\b(vat|gln|iban|bic)\b/gi, (word) =>
      word.toUpperCase(),
    );
}

function inWords(code: string): string {
  const words = code
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    .split(' ');
  return words.map((word, index) => (index > 0 && /^[A-Z][a-z]*$/.test(word) ? word.toLowerCase() : word)).join(' ');
}
