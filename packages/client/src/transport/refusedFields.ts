/**
 * The field of a write body that a refusal names: `$.MainAddress.value.PostalCode.value` is `mainAddress.postalCode`.
 * Undefined when it looks like no field.
 */
export function toFieldName(named: string, sent: unknown): string | undefined {
  const steps = named
    .replace(/^\$\.?/, '')
    .split('.')
    .filter((step) => step !== '' && step.toLowerCase() !== 'value');
  const known = namesOf(sent);
  const find = (parts: readonly string[]): string | undefined => known.get(squash(parts.join('.')));
  // ASP.NET puts the name of the parameter in front: `customer.Name`.
  const found = find(steps) ?? (steps.length > 1 ? find(steps.slice(1)) : undefined);
  if (found !== undefined) return found;
  const name = steps.map((step) => step.charAt(0).toLowerCase() + step.slice(1)).join('.');
  return /^[a-z]\w*(\[\d+\])?(\.[a-z]\w*(\[\d+\])?)*$/.test(name) ? name : undefined;
}

// Guess: not documented that a refusal begins with the field in quotes; seen is "'Inventory ID' cannot be empty."
/** The field in quotes at the beginning of the ERP's words; undefined when what stands there is no field. */
export function fieldAtTheBeginning(message: string, sent: unknown): string | undefined {
  const quoted = /^(?:error: *)?['"]([^'"]{1,100})['"]/i.exec(message)?.[1];
  if (quoted === undefined) return undefined;
  return namesOf(sent).get(squash(quoted)) ?? (/^[a-z]/.test(quoted) ? toFieldName(quoted, sent) : undefined);
}

/** Every field of a write body, from its name without letter case and blanks to its name. */
function namesOf(sent: unknown, prefix = ''): Map<string, string> {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return new Map();
  const names = new Map<string, string>();
  for (const [step, inner] of Object.entries(sent)) {
    const name = step === 'value' ? prefix : prefix === '' ? step : `${prefix}.${step}`;
    if (step !== 'value') names.set(squash(name), name);
    for (const [key, deeper] of namesOf(inner, name)) names.set(key, deeper);
  }
  return names;
}

function squash(name: string): string {
  return name.replace(/\s+/g, '').toLowerCase();
}
