import type { ErrorView } from '../../src/web/errors/errorPages.ts';

/** The data of an error page that says little. */
export function anErrorView(): ErrorView {
  return {
    code: 'unexpected',
    title: '',
    happened: '',
    advice: [],
    wait: undefined,
    primary: { label: '', href: '' },
    others: [],
    signInHref: '/login',
    reason: undefined,
    providerError: undefined,
    providerDescription: undefined,
    fields: [],
    correlationId: '',
    at: { iso: '', text: '' },
    protocolHref: undefined,
  };
}
