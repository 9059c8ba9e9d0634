import type { Express } from 'express';
import { createErpClient } from 'visma-net-client/erpClient';
import { startFakeSalesOrders, type FakeSalesOrders } from '../../../../packages/client/test/fakeSalesOrders.ts';
import { CHANGE_SCOPES } from '../../../../src/connections/scopes.ts';
import { companyForm } from '../../../../src/pages/erp/forms/companyForm.ts';
import { salesOrderForm } from '../../../../src/pages/erp/salesOrders/salesOrderForm.ts';
import { salesOrderPage } from '../../../../src/pages/erp/salesOrders/salesOrderPage.ts';
import { salesOrdersPage } from '../../../../src/pages/erp/salesOrders/salesOrdersPage.ts';
import { anErpOf } from '../../../support/anErpOf.ts';
import { aCompany, aSignedInPerson, pageApp } from '../../../support/pageApp.ts';

export interface OrderApp {
  readonly app: Express;
  readonly fake: FakeSalesOrders;
  readonly stop: () => Promise<void>;
}

/** The pages of sales orders on an API of the real shapes, for a person who may change things. */
export async function startOrderApp(): Promise<OrderApp> {
  const fake = await startFakeSalesOrders(2);
  const erp = createErpClient({ erpUrl: fake.url, salesOrderUrl: fake.url });
  const deps = anErpOf({ salesOrders: erp.salesOrders });
  const company = { ...aCompany('t1', 'Nordfjord Handel AS'), scopes: CHANGE_SCOPES };
  const app = pageApp(
    (server) =>
      server.use(salesOrdersPage(deps), companyForm(salesOrderForm(deps.salesOrders), deps), salesOrderPage(deps)),
    { signedIn: aSignedInPerson({ companies: { t1: company } }) },
  );
  return {
    app,
    fake,
    stop: async () => {
      await erp.close();
      await fake.stop();
    },
  };
}

export type Fields = Record<string, string>;

/** What stands in the form of a page, hidden fields too, as a browser would send it. */
export function fieldsOf({ text }: { readonly text: string }): Fields {
  const form = (text.match(/<form[\s\S]*?<\/form>/g) ?? []).find((one) => /thing-form|conflict-form/.test(one)) ?? '';
  const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  const inputs = [...form.matchAll(/<input\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !tag.includes('type="radio"') || /\schecked\b/.test(tag));
  const entries = inputs.map((tag): [string, string] => [attribute(tag, 'name'), attribute(tag, 'value')]);
  for (const [, tag = '', options = ''] of form.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const [chosen = ''] = /<option[^>]*\sselected\b[^>]*>/.exec(options) ?? [];
    entries.push([attribute(tag, 'name'), attribute(chosen, 'value')]);
  }
  for (const [, tag = '', value = ''] of form.matchAll(/<textarea\b([^>]*)>\n?([\s\S]*?)<\/textarea>/g)) {
    entries.push([attribute(tag, 'name'), value]);
  }
  return Object.fromEntries(entries);
}
