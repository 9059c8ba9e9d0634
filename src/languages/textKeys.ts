import type account from '../../locales/en/account.json';
import type claims from '../../locales/en/claims.json';
import type codes from '../../locales/en/codes.json';
import type companies from '../../locales/en/companies.json';
import type customers from '../../locales/en/customers.json';
import type erp from '../../locales/en/erp.json';
import type errors from '../../locales/en/errors.json';
import type fields from '../../locales/en/fields.json';
import type forms from '../../locales/en/forms.json';
import type home from '../../locales/en/home.json';
import type inventory from '../../locales/en/inventory.json';
import type invoices from '../../locales/en/invoices.json';
import type layout from '../../locales/en/layout.json';
import type lengths from '../../locales/en/lengths.json';
import type lists from '../../locales/en/lists.json';
import type protocol from '../../locales/en/protocol.json';
import type records from '../../locales/en/records.json';
import type resources from '../../locales/en/resources.json';
import type salesOrders from '../../locales/en/salesOrders.json';
import type signOut from '../../locales/en/signOut.json';
import type start from '../../locales/en/start.json';
import type suppliers from '../../locales/en/suppliers.json';

/** The texts of one language, by the names of their files under locales/. The English ones say which there are. */
interface Texts {
  readonly account: typeof account;
  readonly claims: typeof claims;
  readonly codes: typeof codes;
  readonly companies: typeof companies;
  readonly customers: typeof customers;
  readonly erp: typeof erp;
  readonly errors: typeof errors;
  readonly fields: typeof fields;
  readonly forms: typeof forms;
  readonly home: typeof home;
  readonly inventory: typeof inventory;
  readonly invoices: typeof invoices;
  readonly layout: typeof layout;
  readonly lengths: typeof lengths;
  readonly lists: typeof lists;
  readonly protocol: typeof protocol;
  readonly records: typeof records;
  readonly resources: typeof resources;
  readonly salesOrders: typeof salesOrders;
  readonly signOut: typeof signOut;
  readonly start: typeof start;
  readonly suppliers: typeof suppliers;
}

/** What a text is called: the file and the steps in it, `lists.filters.clear`; a plural by one name for its forms. */
export type TextKey = KeyOf<Texts>;

type KeyOf<T> = {
  [K in keyof T & string]: T[K] extends string ? Singular<K> : `${K}.${KeyOf<T[K]>}`;
}[keyof T & string];

type Singular<K extends string> = K extends `${infer Name}_one` | `${infer Name}_other` ? Name : K;
