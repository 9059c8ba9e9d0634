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

/** Abbreviations of the ERP that nobody reads. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  SmallBalanceWo: 'Small balance write-off',
  SmallCreditWo: 'Small credit write-off',
  FinCharge: 'Finance charge',
  CcHold: 'Credit card hold',
};

function inWords(code: string): string {
  if (Object.hasOwn(WRITTEN_OUT, code)) return WRITTEN_OUT[code] ?? code;
  const words = code
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])(?=[A-Z][a-z])/g, '$1 ')
    .split(' ');
  return words.map((word, index) => (index > 0 && /^[A-Z][a-z]*$/.test(word) ? word.toLowerCase() : word)).join(' ');
}
