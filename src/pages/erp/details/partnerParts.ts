import type { Address } from 'visma-net-client/resources/parts/address';
import type { Contact } from 'visma-net-client/resources/parts/contact';
import { facts, type Fact } from '../../../web/rendering/dataTable.ts';
import { named } from '../erpCells.ts';

/** An address, line by line, and whom to turn to there. Pure. */
export function addressFacts(address: Partial<Address> | undefined, contact: Partial<Contact> | undefined): Fact[] {
  const { addressLine1, addressLine2, addressLine3, postalCode, city, county, country, countryId } = address ?? {};
  const lines = [addressLine1, addressLine2, addressLine3].filter(Boolean).join(', ');
  return facts(
    ['records.address.name', contact?.name],
    ['records.address.attention', contact?.attention],
    ['records.address.address', lines],
    ['records.address.place', [postalCode, city].filter(Boolean).join(' ')],
    ['records.address.county', county],
    ['records.address.country', named({ id: countryId, description: country })],
    ['records.address.email', contact?.email],
    ['records.address.web', contact?.web],
    ['records.address.phone', contact?.phone1],
    ['records.address.secondPhone', contact?.phone2],
    ['records.address.fax', contact?.fax],
  );
}
