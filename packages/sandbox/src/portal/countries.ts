const CODES = [
  'NO',
  'SE',
  'DK',
  'FI',
  'IS',
  'NL',
  'BE',
  'DE',
  'AT',
  'EE',
  'LV',
  'LT',
  'PL',
  'RO',
  'HU',
  'GB',
  'IE',
  'FR',
  'ES',
  'PT',
  'IT',
];

/** Countries to choose from, by name. */
export function countryChoices(): { value: string; label: string }[] {
  return CODES.map((value) => ({ value, label: countryName(value) })).sort((a, b) => a.label.localeCompare(b.label));
}

/** A country in English; a code that is none stands for itself. */
export function countryName(code: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
