import type { QueryValue } from '../transport/addressOf.ts';
import type { ApiAnswer } from '../transport/apiCall.ts';
import type { Reader } from '../transport/wire.ts';
import { readErpPage, readSalesOrderPage } from './erpList.ts';
import type { AskedPage, Page } from './page.ts';
import type { ApiName } from './resource.ts';

/** How the lists of an API are asked for and read. */
export interface Dialect {
  readonly api: ApiName;
  /** What the scopes of a service begin with. */
  readonly scope: string;
  /** Rows of a page when a whole list is read. */
  readonly pageSize: number;
  /** The largest page that makes sense to ask for. */
  readonly mostRows: number;
  readonly paging: (asked: AskedPage) => Record<string, QueryValue>;
  readonly readPage: <Row>(
    name: string,
    answer: ApiAnswer,
    row: Reader<Row>,
    asked: AskedPage,
    surelyGiven: number | undefined,
  ) => Page<Row>;
}

/** Lists other than inventory are said to give 1000 rows at most (guess), and surely give 500; no list is known to give more than 5000. */
export const ERP: Dialect = {
  api: 'erp',
  scope: 'vismanet_erp_service_api',
  pageSize: 500,
  mostRows: 5000,
  paging: ({ pageNumber, pageSize }) => ({ pageNumber, pageSize }),
  readPage: readErpPage,
};

/** Pages count from 0 here. Guess: the greatest page is not published; 1000 is the default of an order's lines. */
export const SALES_ORDER: Dialect = {
  api: 'salesOrder',
  scope: 'visma.net.erp.salesorder',
  pageSize: 100,
  mostRows: 1000,
  paging: ({ pageNumber, pageSize }) => ({ pageIndex: pageNumber - 1, pageSize }),
  readPage: readSalesOrderPage,
};
