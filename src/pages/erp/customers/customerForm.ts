import { CREDIT_VERIFICATIONS, CUSTOMER_STATUSES, type Customer } from 'visma-net-client/resources/customers/customer';
import type { CustomerChange } from 'visma-net-client/resources/customers/customerChange';
import type { CustomersApi } from 'visma-net-client/resources/customers/resource';
import { named } from '../erpCells.ts';
import { codesAsChoices, type FieldGroup, type FormPlan, type Values } from '../forms/formPlan.ts';
import {
  ADDRESSABLE,
  COUNTRY,
  anyOf,
  codeOf,
  emptiable,
  emptiableNumber,
  flagOf,
  given,
  flagText,
  numberText,
} from '../forms/formValues.ts';

type Name =
  | 'number'
  | 'name'
  | 'status'
  | 'class'
  | 'corporate_id'
  | 'vat_id'
  | 'gln'
  | 'reference'
  | 'address1'
  | 'address2'
  | 'postal_code'
  | 'city'
  | 'country'
  | 'attention'
  | 'email'
  | 'phone'
  | 'web'
  | 'terms'
  | 'credit_check'
  | 'credit_limit'
  | 'print_invoices'
  | 'email_invoices';

export type CustomerFormApi = Pick<CustomersApi, 'get' | 'create' | 'update' | 'classes'>;

// Guess: the published description gives no lengths; these are what is usual, and the ERP has the last word.
const GROUPS: readonly FieldGroup<Name>[] = [
  {
    heading: 'customers.sections.general',
    fields: [
      { name: 'name', label: 'customers.fields.name', kind: 'text', api: 'name', maxLength: 60, isRequired: true },
      {
        name: 'number',
        label: 'customers.fields.number',
        kind: 'code',
        api: 'number',
        maxLength: 30,
        isOnlyForNew: true,
        hint: 'customers.form.number',
        pattern: ADDRESSABLE,
      },
      {
        name: 'status',
        label: 'customers.fields.status',
        kind: 'choice',
        api: 'status',
        isKept: true,
        choices: codesAsChoices(CUSTOMER_STATUSES),
      },
      {
        name: 'class',
        label: 'customers.fields.class',
        kind: 'choice',
        api: 'customerClassId',
        maxLength: 10,
        isKept: true,
      },
      { name: 'corporate_id', label: 'customers.fields.corporateId', kind: 'code', api: 'corporateId', maxLength: 50 },
      { name: 'vat_id', label: 'customers.fields.vatId', kind: 'code', api: 'vatRegistrationId', maxLength: 50 },
      {
        name: 'gln',
        label: 'customers.fields.gln',
        kind: 'code',
        api: 'gln',
        pattern: { form: /^\d{13}$/, message: 'customers.form.gln' },
      },
      {
        name: 'reference',
        label: 'customers.fields.reference',
        kind: 'code',
        api: 'accountReference',
        maxLength: 50,
      },
    ],
  },
  {
    heading: 'customers.sections.mainAddress',
    fields: [
      {
        name: 'address1',
        label: 'customers.fields.address1',
        kind: 'text',
        api: 'mainAddress.addressLine1',
        maxLength: 50,
      },
      {
        name: 'address2',
        label: 'customers.fields.address2',
        kind: 'text',
        api: 'mainAddress.addressLine2',
        maxLength: 50,
      },
      {
        name: 'postal_code',
        label: 'customers.fields.postalCode',
        kind: 'code',
        api: 'mainAddress.postalCode',
        maxLength: 20,
      },
      { name: 'city', label: 'customers.fields.city', kind: 'text', api: 'mainAddress.city', maxLength: 50 },
      {
        name: 'country',
        label: 'customers.fields.country',
        kind: 'code',
        api: 'mainAddress.countryId',
        pattern: COUNTRY,
        hint: 'forms.country',
      },
    ],
  },
  {
    heading: 'customers.sections.contact',
    fields: [
      { name: 'attention', label: 'customers.fields.attention', kind: 'text', api: 'mainContact.attention' },
      { name: 'email', label: 'customers.fields.email', kind: 'email', api: 'mainContact.email' },
      { name: 'phone', label: 'customers.fields.phone', kind: 'text', api: 'mainContact.phone1', maxLength: 50 },
      { name: 'web', label: 'customers.fields.web', kind: 'text', api: 'mainContact.web' },
    ],
  },
  {
    heading: 'customers.sections.terms',
    fields: [
      {
        name: 'terms',
        label: 'customers.fields.terms',
        kind: 'code',
        api: 'creditTermsId',
        maxLength: 10,
        isKept: true,
      },
      {
        name: 'credit_check',
        label: 'customers.fields.creditCheck',
        kind: 'choice',
        api: 'creditVerification',
        isKept: true,
        choices: codesAsChoices(CREDIT_VERIFICATIONS),
      },
      {
        name: 'credit_limit',
        label: 'customers.fields.creditLimit',
        kind: 'amount',
        api: 'creditLimit',
        hint: 'forms.emptiedIsZero',
      },
      { name: 'print_invoices', label: 'customers.fields.printInvoices', kind: 'flag', api: 'printInvoices' },
      { name: 'email_invoices', label: 'customers.fields.emailInvoices', kind: 'flag', api: 'sendInvoicesByEmail' },
    ],
  },
];

/** The form for a new customer, and for changing one. The API has no way to delete one. */
export function customerForm(customers: CustomerFormApi): FormPlan<Name> {
  return {
    slug: 'customers',
    one: 'customer',
    groups: GROUPS,
    create: async (context, values) => {
      const number = given(values.number);
      const own = number === undefined ? {} : { number, overrideNumberSeries: true };
      const created = await customers.create(context, { ...own, ...toChange(values, { isNew: true }) });
      return created.number === undefined ? undefined : [created.number];
    },
    load: async (context, [number = '']) => {
      const { value: customer, etag } = await customers.get(context, number);
      return { name: customer.name, values: valuesOf(customer), etag, version: customer.version };
    },
    update: (context, [number = ''], changed, { etag }) =>
      customers.update(context, number, toChange(changed, { isNew: false }), etag),
    choices: async (context) => {
      const { rows } = await customers.classes(context, { pageSize: 500 });
      return { class: rows.map((one) => ({ value: one.id, label: named(one) ?? one.id })) };
    },
  };
}

function valuesOf({ mainAddress, mainContact, ...customer }: Customer): Values<Name> {
  return {
    number: customer.number,
    name: customer.name ?? '',
    status: customer.status ?? '',
    class: customer.customerClass?.id ?? '',
    corporate_id: customer.corporateId ?? '',
    vat_id: customer.vatRegistrationId ?? '',
    gln: customer.gln ?? '',
    reference: customer.accountReference ?? '',
    address1: mainAddress?.addressLine1 ?? '',
    address2: mainAddress?.addressLine2 ?? '',
    postal_code: mainAddress?.postalCode ?? '',
    city: mainAddress?.city ?? '',
    country: mainAddress?.countryId ?? '',
    attention: mainContact?.attention ?? '',
    email: mainContact?.email ?? '',
    phone: mainContact?.phone1 ?? '',
    web: mainContact?.web ?? '',
    terms: customer.creditTerms?.id ?? '',
    credit_check: customer.creditVerification ?? '',
    credit_limit: numberText(customer.creditLimit),
    print_invoices: flagText(customer.printInvoices),
    email_invoices: flagText(customer.sendInvoicesByEmail),
  };
}

/** Of a new customer, what is left empty is left to its class. */
function toChange(values: Partial<Values<Name>>, { isNew }: { readonly isNew: boolean }): CustomerChange {
  const text = isNew ? given : emptiable;
  const flag = (value: string | undefined) => flagOf(isNew ? given(value) : value);
  return {
    name: given(values.name),
    status: codeOf(CUSTOMER_STATUSES, values.status),
    customerClassId: given(values.class),
    corporateId: text(values.corporate_id),
    vatRegistrationId: text(values.vat_id),
    gln: text(values.gln),
    accountReference: text(values.reference),
    mainAddress: anyOf({
      addressLine1: text(values.address1),
      addressLine2: text(values.address2),
      postalCode: text(values.postal_code),
      city: text(values.city),
      countryId: text(values.country?.toUpperCase()),
    }),
    mainContact: anyOf({
      attention: text(values.attention),
      email: text(values.email),
      phone1: text(values.phone),
      web: text(values.web),
    }),
    creditTermsId: given(values.terms),
    creditVerification: codeOf(CREDIT_VERIFICATIONS, values.credit_check),
    creditLimit: emptiableNumber(isNew ? given(values.credit_limit) : values.credit_limit),
    printInvoices: flag(values.print_invoices),
    sendInvoicesByEmail: flag(values.email_invoices),
  };
}
