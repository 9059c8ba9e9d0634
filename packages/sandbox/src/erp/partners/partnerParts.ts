import type { Address, Contact } from '../../dataset/address.ts';
import type { CompanyDataset } from '../../dataset/companies/companyDataset.ts';
import type { SeededRandom } from '../../dataset/random.ts';

/** An address in one of the places the company's partners live. */
export function seedAddress(dataset: CompanyDataset, random: SeededRandom): Address {
  const { streets, places } = dataset.people;
  const { postalCode, city, county } = random.pick(places);
  const line1 = `${random.pick(streets)} ${random.int(1, 98)}`;
  return { line1, line2: null, line3: null, postalCode, city, county, countryId: dataset.country.id };
}

/** Somebody who answers the telephone; addresses end in .example, numbers are not given to anybody. */
export function seedContact(dataset: CompanyDataset, random: SeededRandom, company: string): Contact {
  const { firstNames, lastNames, domain, phonePrefix } = dataset.people;
  const site = `${company
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '')}.${domain}`;
  return {
    name: company,
    attention: `${random.pick(firstNames)} ${random.pick(lastNames)}`,
    email: `post@${site}`,
    web: `https://www.${site}`,
    phone1: `${phonePrefix}00 ${random.int(100, 999)} ${random.int(100, 999)}`,
    phone2: null,
    fax: null,
  };
}

/** Numbers of the public register that no company has: they begin with zeros. */
export function registerNumbers(
  dataset: CompanyDataset,
  place: number,
): { corporateId: string; vatRegistrationId: string } {
  const digits = String(1000 + place * 7).padStart(dataset.country.id === 'FI' ? 8 : 9, '0');
  if (dataset.country.id === 'FI')
    return { corporateId: `${digits.slice(0, 7)}-${digits.slice(7)}`, vatRegistrationId: `FI${digits}` };
  return { corporateId: digits, vatRegistrationId: `NO${digits}MVA` };
}
