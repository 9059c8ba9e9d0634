import { expect } from '@jest/globals';
import type { FaultName } from '../../../packages/sandbox/src/faults.ts';
import { INVENTORY, type FaultCase, type FaultCases, type FaultStage } from './faultStage.ts';
import { each } from './signInCases.ts';

/** The list ends on the page of this refusal, the person stays signed in, and the list comes once the fault is gone. */
const refusesTheList =
  (status: number, code: string): FaultCase =>
  async (stage, name) => {
    const { browser } = await stage.signIn();
    await stage.arm(name);
    const page = await browser.open(stage.at(INVENTORY));
    expect([page.status, page.errorCode]).toEqual([status, code]);
    expect(page.html).toContain('action="/logout"');
    if (code === 'erp_throttled') expect(page.headers.get('retry-after')).toBe(name === 'erp_burst' ? '120' : '30');
    await stage.mend();
    expect((await browser.open(stage.at(INVENTORY))).status).toBe(200);
  };

const rowsOf = (html: string): string[] =>
  [...html.matchAll(/href="[^"]*\/inventory\/([^"?]+)"/g)].map(([, number = '']) => number);

/** The list as it is, and as it comes while the fault is on. */
async function listWith(stage: FaultStage, name: FaultName) {
  const { browser } = await stage.signIn();
  const honest = await browser.open(stage.at(INVENTORY));
  expect(rowsOf(honest.html).length).toBeGreaterThan(10);
  await stage.arm(name);
  return { browser, honest, page: await browser.open(stage.at(INVENTORY)) };
}

/** What the app answers when the ERP does. */
export const ERP_CASES: FaultCases = {
  ...each(['erp_unauthorised', 'erp_customer_tenant', 'erp_unlicensed'], refusesTheList(403, 'company_not_allowed')),
  erp_forbidden: refusesTheList(403, 'erp_forbidden'),
  erp_not_found: refusesTheList(404, 'erp_not_found'),
  ...each(['erp_conflict', 'erp_precondition_failed'], refusesTheList(409, 'erp_conflict')),
  erp_rejected: refusesTheList(422, 'erp_rejected'),
  ...each(['erp_throttled', 'erp_burst'], refusesTheList(429, 'erp_throttled')),
  ...each(
    ['erp_500', 'erp_unavailable', 'erp_timeout', 'erp_hangs', 'erp_reset', 'erp_truncated'],
    refusesTheList(503, 'erp_unavailable'),
  ),
  ...each(
    ['erp_oversized', 'erp_nonsense', 'erp_not_json', 'erp_null', 'erp_no_body'],
    refusesTheList(502, 'erp_nonsense'),
  ),
  erp_slow: async (stage, name) => {
    const { honest, page } = await listWith(stage, name);
    expect(rowsOf(page.html)).toEqual(rowsOf(honest.html));
  },
  erp_bare_rows: async (stage, name) => {
    const { honest, page } = await listWith(stage, name);
    expect([page.status, rowsOf(page.html)]).toEqual([200, rowsOf(honest.html)]);
  },
  erp_same_page: async (stage, name) => {
    await stage.control('PUT', 'settings', { erpInventoryMaxPageSize: 50 });
    const { browser } = await listWith(stage, name);
    await expect(browser.open(stage.at(`${INVENTORY}/export.csv`))).rejects.toThrow();
    await stage.mend();
    expect((await browser.open(stage.at(`${INVENTORY}/export.csv`))).html.split('\n').length).toBeGreaterThan(120);
    await stage.control('PUT', 'settings', { erpInventoryMaxPageSize: 5000 });
  },
};
