/** A code of the ERP in words: "NoPurchases" is "No purchases", "FinishedGoodItem" is "Finished good item". */
export function codeLabel(code: string): string {
  if (code.length > LONGEST_CODE) return code;
  const known = WORDS.get(code);
  if (known !== undefined) return known;
  const words = inWords(code);
  // Lists say the same few codes on every row. More than these are no codes.
  if (WORDS.size < MOST_CODES) WORDS.set(code, words);
  return words;
}

const WORDS = new Map<string, string>();
const MOST_CODES = 500;
/** What is longer is no code, and stays as it is. */
const LONGEST_CODE = 200;

function inWords(code: string): string {
  const words = code
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    .split(' ');
  return words.map((word, index) => (index > 0 && /^[A-Z][a-z]*$/.test(word) ? word.toLowerCase() : word)).join(' ');
}
