import type { Quota } from './errors.ts';
import { addressOf, pathStep } from './transport/addressOf.ts';
import type { CallContext } from './transport/callContext.ts';
import { readJson } from './transport/readJson.ts';
import type { ApiCall } from './transport/apiCall.ts';
import type { Transport } from './transport/transport.ts';
import { flag, moment, neededText, number, text, type Fields } from './transport/wire.ts';

/**
 * Reads that the ERP API works on behind the caller's back, for lists that take longer than a call may. Calls may throw
 * ErpError: erp_forbidden for a request of another company or user, erp_not_found for one that is unknown, older than a
 * day (status 410), or has not finished.
 */
export interface BackgroundApi {
  /** Starts reading an address of the ERP API, `inventory.listAddress(query)` for example. */
  readonly start: (context: CallContext, address: URL) => Promise<{ id: string; quota: Quota | undefined }>;
  readonly state: (context: CallContext, id: string) => Promise<BackgroundState>;
  /** The body that the call was answered with; `inventory.parseList()` and its like read it. */
  readonly content: (context: CallContext, id: string) => Promise<string>;
}

/** `erp-api-background: subscription`; the addresses in its answers are not followed: ids are enough. */
export function createBackgroundApi(transport: Transport, erpUrl: string): BackgroundApi {
  const get = (context: CallContext, call: Omit<ApiCall, 'method'>) =>
    transport.send(context, { method: 'GET', ...call });
  return {
    start: async (context, address) => {
      const [name, headers] = ['background.start', { 'erp-api-background': 'subscription' }];
      const answer = await get(context, { name, url: address, headers });
      return { id: readJson(name, answer, (from) => neededText(from, 'id')), quota: answer.quota };
    },
    state: async (context, id) => {
      const name = 'background.state';
      const answer = await get(context, { name, url: addressOf(erpUrl, `/v1/background/${pathStep(id)}`) });
      return { ...readJson(name, answer, toState), quota: answer.quota };
    },
    content: async (context, id) => {
      const url = addressOf(erpUrl, `/v1/background/${pathStep(id)}/content`);
      return (await get(context, { name: 'background.content', url })).text;
    },
  };
}

function toState(from: Fields) {
  const status = neededText(from, 'status');
  return {
    id: text(from, 'id'),
    status,
    statusCode: number(from, 'statusCode'),
    isOver: status === 'Finished' || status === 'Failed',
    received: moment(from, 'receivedUtc'),
    started: moment(from, 'startedUtc'),
    finished: moment(from, 'finishedUtc'),
    /** The ERP's own words: text from outside, shown as text and never logged. */
    errorMessage: text(from, 'errorMessage'),
    hasContent: flag(from, 'hasResponseContent') ?? false,
  };
}

/** How far a background call is; `statusCode` is what it was answered with in the end. Moments are ISO text in UTC. */
export type BackgroundState = ReturnType<typeof toState> & { quota: Quota | undefined };
