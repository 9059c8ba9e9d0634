import { notFound } from '../api/erpAnswer.ts';
import type { ErpCall, ErpRoute } from '../api/erpCall.ts';
import type { CompanyDataset } from '../dataset/companies/companyDataset.ts';
import { addressDto, contactDto, customerLocation, deliveryOf, type OrderCustomer } from './orderParty.ts';
import type { SalesOrderTables } from './orderTables.ts';
import { pagedResult } from './pagedResult.ts';

/** The customers as the Sales Order API shows them: list, and the locations of one. */
export function customerRoutes({ customers }: Pick<SalesOrderTables, 'customers'>): ErpRoute[] {
  return [
    {
      method: 'get',
      path: '/Customers',
      parameters: ['filter', 'pageSize', 'pageIndex'],
      handle: (call) => {
        const found = customers.all(call.dataset).filter(customerFilter(call));
        const sizes = { usual: 100, most: call.settings.salesOrderMaxPageSize };
        return { status: 200, body: pagedResult(call, '/Customers', found, sizes, customerDto) };
      },
    },
    {
      method: 'get',
      path: '/Customers/:customerId/locations',
      handle: (call) => {
        const customer = customers.byNumber(call.dataset, call.params.customerId ?? '');
        if (!customer) throw notFound('The customer does not exist.');
        return { status: 200, body: [locationDto(customer, call.dataset)] };
      },
    },
  ];
}

/** Guess: that it is enough when one of the four holds the text, without letter case. */
function customerFilter({ query }: ErpCall): (customer: OrderCustomer) => boolean {
  const text = query.text('filter')?.toLowerCase();
  if (text === undefined) return () => true;
  return ({ number, name, gln, vatRegistrationId }) =>
    [number, name, gln, vatRegistrationId].some((field) => field?.toLowerCase().includes(text) === true);
}

/** CustomerDto of the Sales Order API */
function customerDto(customer: OrderCustomer) {
  const { mainAddress, mainContact } = customer;
  return {
    id: customer.number,
    internalId: customer.id,
    name: customer.name,
    status: customer.status,
    addressLine1: mainAddress.line1,
    addressLine2: mainAddress.line2,
    postalCode: mainAddress.postalCode,
    // Guess: code or name is not documented.
    country: mainAddress.countryId,
    currencyId: customer.currencyId,
    customerClassId: customer.customerClass,
    salutation: mainContact.attention,
    defaultLocation: customerLocation(customer),
  };
}

/** CustomerLocationItemDto; each customer has one location. */
function locationDto(customer: OrderCustomer, company: CompanyDataset) {
  const { address, contact } = deliveryOf(customer);
  return {
    ...customerLocation(customer),
    address: { ...addressDto(company, customer.id, address), overridesDefault: false },
    contact: { ...contactDto(customer.id, contact), overridesDefault: false },
    fobPointId: null,
    insurance: false,
    leadTime: 0,
    preferredWarehouseId: null,
    priceClassId: customer.priceClass,
    priority: 0,
    residentialDelivery: false,
    // Misspelt in the API as well, beside the right name.
    resedentialDelivery: false,
    saturdayDelivery: false,
    shipTermsId: null,
    shipViaId: null,
    shipZoneId: null,
    shippingRule: 'BackOrderAllowed',
    taxZoneId: customer.vatZone,
  };
}
