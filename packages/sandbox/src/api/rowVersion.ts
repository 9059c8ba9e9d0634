/** The row's version as the API writes it: changes at every write. Guess: form not documented. */
export function rowVersion(id: number, version: number): string {
  return `0x${(id % 0x10000).toString(16).padStart(8, '0')}${version.toString(16).padStart(8, '0')}`
    .toUpperCase()
    .replace('0X', '0x');
}
