import type { Address } from 'visma-net-client/resources/parts/address';
import type { Contact } from 'visma-net-client/resources/parts/contact';
import { facts, type Fact } from '../../../web/rendering/dataTable.ts';
import { named } from '../erpCells.ts';

/** An address, line by line, and whom to turn to there. Pure. */
export function addressFacts(address: Partial<Address> | undefined, contact: Partial<Contact> | undefined): Fact[] {
  const { addressLine1, addressLine2, addressLine3, postalCode, city, county, country, countryId } = address ?? {};
  const lines = [addressLine1, addressLine2, addressLine3].filter(Boolean).join(', ');
  return facts(
    ['Name', contact?.name],
    ['Attention', contact?.attention],
    ['Address', lines],
    ['Place', [postalCode, city].filter(Boolean).join(' ')],
    ['County', county],
    ['Country', named({ id: countryId, description: country })],
    ['E-mail', contact?.email],
    ['Web', contact?.web],
    ['Phone', contact?.phone1],
    ['Second phone', contact?.phone2],
    ['Fax', contact?.fax],
  );
}
