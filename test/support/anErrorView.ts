import type { ErrorView } from '../../src/web/errors/errorPages.ts';

/** The data of an error page that says little. */
export function anErrorView(): ErrorView {
  return {
    code: 'unexpected',
    title: 'errors.unexpected.title',
    happened: [],
    advice: [],
    wait: undefined,
    primary: { label: 'errors.ways.start', href: '' },
    others: [],
    path: undefined,
    signInHref: '/login',
    reason: undefined,
    providerError: undefined,
    providerDescription: undefined,
    fields: [],
    correlationId: '',
    at: { iso: '' },
    protocolHref: undefined,
  };
}
