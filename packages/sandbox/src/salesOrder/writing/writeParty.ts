import type { Address, Contact } from '../../dataset/address.ts';
import type { Party } from '../orderParty.ts';
import type { OwnParty } from '../orderRecord.ts';
import type { PatchOrderBody } from './orderBodies.ts';
import { emptied, type OrderWriting } from './orderWriting.ts';

type PartyBody = PatchOrderBody['billing'];
type AddressBody = NonNullable<NonNullable<PatchOrderBody['billing']>['address']>;
type ContactBody = NonNullable<NonNullable<PatchOrderBody['billing']>['contact']>;

interface Parties {
  /** What the order had. */
  readonly before: OwnParty;
  /** The customer's. */
  readonly usual: Party;
  readonly isNew: boolean;
}

const NO_ADDRESS: Address = {
  line1: null,
  line2: null,
  line3: null,
  postalCode: null,
  city: null,
  county: null,
  countryId: null,
};
const NO_CONTACT: Contact = {
  name: null,
  attention: null,
  email: null,
  web: null,
  phone1: null,
  phone2: null,
  fax: null,
};

/**
 * Address and contact of an order after a write. A new order takes nothing from the customer as soon as one of them is
 * given; later `overridesDefault` says whose they are.
 */
export function writtenParty(writing: OrderWriting, property: string, body: PartyBody, parties: Parties): OwnParty {
  if (!body) return parties.before;
  if (parties.isNew) {
    const isGiven = Boolean(body.address) || Boolean(body.contact);
    if (!isGiven) return parties.before;
    if (!body.address?.countryId) {
      writing.findings.add('nullNotAllowed', `${property}.address.countryId`, 'The country is required.');
    }
    return {
      address: addressAfter(writing, property, NO_ADDRESS, body.address ?? {}),
      contact: contactAfter(NO_CONTACT, body.contact ?? {}),
    };
  }
  return {
    address: patched(writing, `${property}.address`, body.address, parties.before.address, (change) =>
      addressAfter(writing, property, parties.before.address ?? parties.usual.address, change),
    ),
    contact: patched(writing, `${property}.contact`, body.contact, parties.before.contact, (change) =>
      contactAfter(parties.before.contact ?? parties.usual.contact, change),
    ),
  };
}

/** Guess: without overridesDefault, what is the customer's stays the customer's. */
function patched<Body extends { overridesDefault?: boolean | null | undefined }, Own>(
  { note }: OrderWriting,
  property: string,
  body: Body | null | undefined,
  before: Own | null,
  change: (body: Body) => Own,
): Own | null {
  if (!body) return before;
  if (body.overridesDefault === false) return null;
  if (body.overridesDefault === true || before !== null) return change(body);
  note(`${property} is the customer’s and was not changed: overridesDefault must be true`);
  return before;
}

function addressAfter({ findings }: OrderWriting, property: string, before: Address, body: AddressBody): Address {
  const countryId = emptied(body.countryId, before.countryId);
  if (countryId !== null && !/^[A-Z]{2}$/.test(countryId)) {
    findings.add('invalidValue', `${property}.address.countryId`, 'The country does not exist.');
  }
  return {
    line1: emptied(body.line1, before.line1),
    line2: emptied(body.line2, before.line2),
    line3: emptied(body.line3, before.line3),
    postalCode: emptied(body.postalCode, before.postalCode),
    city: emptied(body.city, before.city),
    county: emptied(body.stateId, before.county),
    countryId,
  };
}

function contactAfter(before: Contact, body: ContactBody): Contact {
  return {
    ...before,
    name: emptied(body.name, before.name),
    attention: emptied(body.attention, before.attention),
    email: emptied(body.email, before.email),
    phone1: emptied(body.phone1, before.phone1),
  };
}
