import type { ErpCall, ErpRoute } from '../api/erpCall.ts';

/**
 * Operations that the real API has beside the emulated resources and this sandbox has not. They answer 501 and say so,
 * rather than a 404 that would teach something wrong. Below `/v1`, in Express's notation.
 */
export const NOT_EMULATED = [
  'get /branch',
  'get /branch/:branchNumber',
  'put /branch/:branchNumber/BankSettings',
  'post /customer/action/changeCustomerCd/:internalId',
  'post /customer/:customer/action/createDunningLetter',
  'get /customer/balance',
  'get /customer/:customerNumber/cashSale',
  'get /customer/:customerCd/contact',
  'get /customer/:customerNumber/document',
  'get /customer/:customerCd/salesorder',
  'get /customer/:customerCd/salesorderbasic',
  'get /customer/:customerCd/balance',
  'get /customer/:customerCd/directdebit',
  'get /customer/:customerCd/note',
  'get /customer/:customerCd/salespersons',
  'post /customerinvoice',
  'put /customerinvoice/:invoiceNumber',
  'get /customerinvoice/worktypes',
  'get /customerinvoice/:refNbr/rotrut',
  'get /customerinvoice/:refNbr/print',
  'post /customerinvoice/:invoiceNumber/attachment',
  'post /customerinvoice/:invoiceNumber/:lineNumber/attachment',
  'post /customerinvoice/:invoiceNumber/action/correct',
  'post /customerinvoice/:invoiceNumber/action/release',
  'post /customerinvoice/:invoiceNumber/action/reverse',
  'post /customerinvoice/:invoiceNumber/action/reverseandapplytonote',
  'post /customerinvoice/:invoiceNumber/action/sendToAutoInvoice',
  'post /inventory/action/changeInventoryNbr/:internalId',
  'post /inventory/:inventoryCd/action/updateCost',
  'post /inventory/:inventoryNumber/attachment',
  'post /inventory/:inventoryNumber/crossReferences',
  'put /inventory/:inventoryNumber/crossReferences/:alternateType/:alternateId',
  'get /inventory/barcode/purchasereceipt/:receiptNbr',
  'get /inventory/barcode/salesorder/:orderNbr',
  'get /inventory/barcode/shipment/:shipmentNbr',
  'get /inventory/barcode/stocktake/:referenceNumber',
  'get /supplier/balance',
  'get /supplier/POBalance',
  'get /supplier/:supplierCd/balance',
  'get /supplier/:supplierCd/POBalance',
  'get /supplier/:supplierCd/contact',
  'get /supplier/:supplierNumber/document',
  'get /supplier/:supplierNumber/invoice',
  'post /supplier',
  'put /supplier/:supplierCd',
  'post /warehouse/:warehouseId/location',
  'put /warehouse/:warehouseId/location/:locationId',
] as const;

type NotEmulated = (typeof NOT_EMULATED)[number];

/** Routes that answer 501. They come first, or `/customer/balance` would look like a customer number. */
export function notEmulatedRoutes(operations: readonly NotEmulated[] = NOT_EMULATED): ErpRoute[] {
  return operations.map((operation) => {
    const [method = '', path = ''] = operation.split(' ');
    return { method: methodOf(method), path, handle: answerNotEmulated };
  });
}

function methodOf(name: string): ErpRoute['method'] {
  return name === 'post' || name === 'put' || name === 'delete' ? name : 'get';
}

function answerNotEmulated(call: ErpCall) {
  call.note('The real API has this operation, the sandbox has not');
  return { status: 501, body: { message: 'The real API has this operation; this sandbox does not emulate it.' } };
}
