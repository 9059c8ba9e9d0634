import { addressOf, erpPathStep, pathStep } from '../transport/addressOf.ts';
import type { CallContext } from '../transport/callContext.ts';
import { readJson } from '../transport/readJson.ts';
import type { Single } from './page.ts';
import type { Dialect } from './dialect.ts';
import type { Addressing, ApiPort, CommonPlan, ReadOptions, TenantPort } from './resource.ts';
import { camelCase } from './camelCase.ts';

interface AnySingle<Row> {
  readonly get: (context: CallContext, ...id: readonly string[]) => Promise<Single<Row>>;
  readonly itemAddress: (...id: readonly string[]) => URL;
}

export function singleOf<Row extends object>(
  dialect: Dialect,
  { slug, path, read }: Pick<CommonPlan<string, Row>, 'slug' | 'path' | 'read'>,
  port: ApiPort,
): AnySingle<Row> {
  const name = `${camelCase(slug)}.get`;
  return {
    itemAddress: (...id) => itemAddress(dialect, { path }, port, id),
    get: async (context, ...id) => {
      const url = itemAddress(dialect, { path }, port, id);
      const answer = await port.transport.send(context, { name, method: 'GET', url });
      return { value: readJson(name, answer, read), etag: answer.headers.etag, quota: answer.quota };
    },
  };
}

export function itemAddress(
  { api }: Dialect,
  { path }: { readonly path: string },
  { origins, ids }: Addressing,
  id: readonly string[],
): URL {
  const stepOf = (one: string) => (api === 'erp' ? erpPathStep(one, ids) : pathStep(one));
  return addressOf(origins[api], [path, ...id.map(stepOf)].join('/'));
}

export function singleReader<Row>({ get }: AnySingle<Row>, tenant: TenantPort) {
  return {
    get: (...idAndOptions: readonly (string | ReadOptions | undefined)[]) => {
      const id = idAndOptions.filter((part) => typeof part === 'string');
      const options = idAndOptions.find((part) => typeof part === 'object');
      return tenant.read(options, (context) => get(context, ...id));
    },
  };
}
