import { expect } from '@jest/globals';
import { z } from 'zod';
import { OLA, tokensOf } from '../../connect/connectStack.ts';
import type { FaultBench, RawAnswer } from '../faultBench.ts';
import { breakCase, type FaultCase, type FaultCases } from './breakCases.ts';

async function list({ sandbox, get }: FaultBench, patience?: AbortSignal, page = 1): Promise<RawAnswer> {
  const { access_token: token } = await tokensOf(sandbox, { username: OLA });
  return get(`/v1/inventory?pageNumber=${page}&pageSize=2`, token, patience);
}

const answers = (status: number, body: unknown = expect.anything()): FaultCase => {
  return async (bench) => {
    const answer = await list(bench);
    expect([answer.status, answer.json]).toEqual([status, body]);
    expect((await list(bench)).status).toBe(200);
  };
};

const rowsSchema = z.array(z.looseObject({ inventoryNumber: z.string() }));

/** What each fault of the ERP and Sales Order APIs does. */
export const ERP_CASES: FaultCases = {
  erp_unauthorised: answers(401),
  erp_customer_tenant: answers(401, {
    statusCode: 401,
    message: 'Unauthorized. Access denied for the tenant of the token.',
  }),
  erp_forbidden: answers(403),
  erp_not_found: answers(404),
  erp_conflict: answers(409),
  erp_precondition_failed: answers(412),
  erp_rejected: answers(400, expect.objectContaining({ ExceptionType: 'IPPException' })),
  erp_unlicensed: answers(400, expect.objectContaining({ ExceptionFaultCode: '12027' })),
  erp_throttled: async (bench) => {
    const { status, headers } = await list(bench);
    expect([status, headers.get('retry-after')]).toEqual([429, '30']);
  },
  erp_burst: async (bench) => {
    const { status, headers } = await list(bench);
    expect([status, headers.get('retry-after')]).toEqual([429, '120']);
  },
  erp_500: answers(500, { message: 'An error has occurred.' }),
  erp_unavailable: answers(503),
  erp_timeout: answers(504),
  erp_slow: breakCase('slow', list),
  erp_hangs: breakCase('hangs', list),
  erp_reset: breakCase('reset', list),
  erp_truncated: breakCase('truncated', list),
  erp_oversized: breakCase('oversized', list),
  erp_nonsense: breakCase('html', list),
  erp_not_json: breakCase('not_json', list),
  erp_null: breakCase('null', list),
  erp_no_body: breakCase('no_body', list),
  erp_bare_rows: async (bench) => {
    const [row] = rowsSchema.parse((await list(bench)).json);
    expect(row).toMatchObject({ crossReferences: null, warehouseDetails: null });
    expect(row).not.toHaveProperty('metadata');
  },
  erp_same_page: async (bench) => {
    const numbers = async (page: number) =>
      rowsSchema.parse((await list(bench, undefined, page)).json).map(({ inventoryNumber }) => inventoryNumber);
    const [faulty, second, first] = [await numbers(2), await numbers(2), await numbers(1)];
    expect(faulty).toEqual(first);
    expect(second).not.toEqual(first);
  },
};
