import type { CallContext } from 'visma-net-client/transport/callContext';
import type { Page, Paging } from 'visma-net-client/resources/page';

/** A list of an API that always answers these rows as its only page; `asked` takes each query with the token. */
export function listApi<Row>(rows: readonly Row[], asked: unknown[] = []) {
  return {
    list: (context: CallContext, query?: Paging): Promise<Page<Row>> => {
      asked.push({ ...query, token: context.accessToken });
      const { pageNumber = 1, pageSize = 50 } = query ?? {};
      return Promise.resolve({ rows, totalCount: rows.length, pageNumber, pageSize, isLast: true, quota: undefined });
    },
    listAddress: () => new URL('https://erp.test/list'),
  };
}
