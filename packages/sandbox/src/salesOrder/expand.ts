import { badRequest } from '../api/erpAnswer.ts';
import type { ErpCall } from '../api/erpCall.ts';

const SECTIONS = [
  'Billing',
  'Payment',
  'FinancialInformation',
  'Shipping',
  'Customer',
  'Owner',
  'Origin',
  'Note',
  'Freight',
  'Attachments',
] as const;

/** Since release 10.48; the API spells Commisions so. */
const LATER_SECTIONS = [
  'CustomFields',
  'RotRut',
  'Commisions',
  'Tax',
  'Shipment',
  'Discounts',
  'Payments',
  'Lines',
] as const;

const LINES_EXPAND = 'ExcludeAllocations';

export type OrderSection = (typeof SECTIONS)[number] | (typeof LATER_SECTIONS)[number];

const ALL_SECTIONS: readonly OrderSection[] = [...SECTIONS, ...LATER_SECTIONS];

/**
 * The values of `expand`, parted by commas or repeated, in any letter case; none unless asked for.
 * @throws ErpRefusal 400 for a value that does not exist
 */
export function readExpand(call: ErpCall): ReadonlySet<OrderSection> {
  const asked = new Set<OrderSection>();
  for (const value of call.query.list('expand').map((one) => one.trim().toLowerCase())) {
    if (value === 'none' || value === LINES_EXPAND.toLowerCase()) continue;
    const section = ALL_SECTIONS.find((one) => one.toLowerCase() === value);
    if (!section && value !== 'all') throw badRequest(`expand must be of None, All, ${ALL_SECTIONS.join(', ')}.`);
    for (const one of section ? [section] : ALL_SECTIONS) asked.add(one);
  }
  const silent = LATER_SECTIONS.filter((section) => section !== 'Lines' && asked.has(section));
  if (silent.length > 0)
    call.note(`The form of these sections is not published, so they are left out: ${silent.join(', ')}`);
  return asked;
}

/** The one value that the lines of an order take. @throws ErpRefusal 400 for another */
export function checkLinesExpand(call: ErpCall): void {
  const isKnown = (value: string) => ['none', LINES_EXPAND.toLowerCase()].includes(value.trim().toLowerCase());
  if (!call.query.list('expand').every(isKnown)) throw badRequest(`expand must be ${LINES_EXPAND}.`);
}
