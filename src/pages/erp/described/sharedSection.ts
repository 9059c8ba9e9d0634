import type { CallContext } from 'visma-net-client/transport/callContext';
import { withResource, type ResourceSlug } from 'visma-net-client/resources';
import type { PlainReader, ResourceDescription, TenantPort } from 'visma-net-client/resources/resource';
import type { PlainQuery } from 'visma-net-client/resources/plainQuery';
import type { ErpPagesDeps, ResourceSection } from '../resourceSection.ts';
import { describedSection } from './describedSection.ts';
import type { DescribedApi, DescribedQuery, Description } from './description.ts';

/** What the shared pages of a resource may be told besides what the client says of it. */
export type SharedTexts = Pick<Description<never, never>, 'labels' | 'matching'>;

/** The pages of a resource that has none of its own: all of them from the client's description of it. */
export function sharedSection(slug: ResourceSlug, area: ResourceSection['area'], texts: SharedTexts = {}) {
  return withResource(slug, (resource): ResourceSection => sectionOf(slug, area, resource, texts));
}

/** As sharedSection, for a description that is at hand. */
export function sectionOf<Row extends object>(
  slug: ResourceSlug,
  area: ResourceSection['area'],
  resource: ResourceDescription<Row>,
  texts: SharedTexts = {},
): ResourceSection {
  const { columns, tableColumns, identifier, filters, isListed } = resource;
  const api = (deps: Pick<ErpPagesDeps, 'port'>) => plainApi(resource, deps);
  return describedSection({ ...texts, slug, area, columns, tableColumns, identifier, filters, isListed, api });
}

function plainApi<Row extends object>(
  resource: ResourceDescription<Row>,
  { port }: Pick<ErpPagesDeps, 'port'>,
): DescribedApi<Row, string> {
  const addresses = resource.addresses(port);
  const reader = (context: CallContext): PlainReader<Row> => resource.read(port, tenantOf(context));
  return {
    list: (context, query = {}) => reader(context).list(toPlain(query)),
    listAddress: (query = {}) => addresses.list(toPlain(query)),
    get: async (context, ...identifier) => {
      const { get } = reader(context);
      if (!get) throw new RangeError(`${resource.slug} has a list alone`);
      return get(identifier);
    },
    itemAddress: (...identifier) => addresses.item(identifier),
  };
}

/** Calls with the token of the person, which the context brings. */
function tenantOf(context: CallContext): TenantPort {
  return { read: (_options, run) => run(context), write: (_operation, run) => run(context) };
}

function toPlain({ pageNumber, pageSize, ...filters }: DescribedQuery<string>): PlainQuery {
  return { pageNumber, pageSize, filters };
}
