import { ErpRefusal } from '../../api/erpAnswer.ts';

/** The error codes of the Sales Order API that this sandbox gives, with their names in the contract. */
export const ORDER_CODES = {
  nullNotAllowed: '0001',
  invalidLength: '0002',
  invalidValue: '0003',
  valueNotAllowed: '0004',
  invalidState: '0005',
  outsideValidRange: '0100',
  lineIdDoesNotExist: '0200',
  discountAmountMoreThanExtPrice: '1101',
  invalidDiscountCode: '1105',
  customerLookupException: '1400',
  paymentMethodIdNotFound: '1402',
  invalidCustomerStatus: '1407',
  overrideCurrencyIdProhibited: '1408',
  cashAccountNotFound: '1502',
  financialPeriodNotFound: '1600',
  warehouseLocationNotFound: '1700',
  invalidOrderType: '1704',
  invalidLineOperation: '1800',
  invalidWarehouseId: '1802',
  inventoryIdNotFound: '1804',
  invalidTaxCategoryId: '1805',
  invalidSalesAccountId: '1806',
  invalidReasonCode: '1807',
  invalidUnitOfMeasure: '1808',
  invalidQuantityForType: '1809',
  lineAlreadyShippedExternalLink: '1811',
  lineAlreadyShippedSalesAccountId: '1812',
  inputLinesExceedExistingLinesCount: '1813',
  sortOrderExceedLinesCount: '1815',
  sortOrderNbrIsNotUnique: '1816',
  lineIdIsNotUnique: '1817',
  lineAlreadyShippedUnitCost: '1818',
  lineAlreadyShippedShippingRule: '1819',
  canNotUpdateLineLocation: '1822',
  deleteLineWhichIsAlreadyShipped: '1823',
  deleteSalesOrderWithShippedLines: '1825',
  salesPersonNotFound: '1902',
  supplierNotFound: '1903',
  projectNotFound: '1904',
  projectTaskNotFound: '1908',
  invalidAttributeFilter: '5000',
  invalidAttributeName: '5001',
} as const;

export type OrderCode = keyof typeof ORDER_CODES;

/** Something wrong with a request. */
export interface Finding {
  /** Undefined for what cannot be read at all. */
  readonly code: OrderCode | undefined;
  /** The field, `orderLines[0].quantity` for example. */
  readonly property: string;
  readonly message: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** Collects what is wrong with a request, so that all of it is told at once. */
export interface Findings {
  readonly add: (code: OrderCode, property: string, message: string) => void;
  /** @throws ErpRefusal 400 when there is something */
  readonly refuse: () => void;
}

export function createFindings(): Findings {
  const found: Finding[] = [];
  return {
    add: (code, property, message) => void found.push({ code, property, message }),
    refuse: () => {
      if (found.length > 0) throw validationProblem(found);
    },
  };
}

/** 400 as SalesOrderValidationProblemDetails. Guess: the texts, and that `details` is empty for what cannot be read. */
export function validationProblem(findings: readonly Finding[]): ErpRefusal {
  const errors = new Map<string, string[]>();
  for (const { property, message } of findings) {
    const messages = errors.get(property);
    if (messages) messages.push(message);
    else errors.set(property, [message]);
  }
  const details = findings.flatMap(({ code, property, message, parameters }) =>
    code === undefined ? [] : [{ code: ORDER_CODES[code], message, parameters: { property, ...parameters } }],
  );
  return new ErpRefusal({
    status: 400,
    body: {
      type: 'about:blank',
      title: 'One or more validation errors occurred.',
      status: 400,
      detail: null,
      instance: null,
      errors: Object.fromEntries(errors),
      details,
    },
  });
}

/** A refusal in the short form, which the router makes a ProblemDetails of. */
export function orderRefusal(status: 404 | 405 | 412 | 428, message: string): ErpRefusal {
  return new ErpRefusal({ status, body: { message } });
}
