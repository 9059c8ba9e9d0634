import type { IncomingMessage, ServerResponse } from 'node:http';
import { serve } from '../../../test/support/serve.ts';

export interface TokenRequest {
  readonly authorization: string | undefined;
  readonly form: URLSearchParams;
}

/** Answers a call of the ERP. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A Visma Connect that counts tokens and an ERP that answers what a test wants, on one origin. */
export async function startFakeVisma({ lifetimeSeconds = 3600 }: { lifetimeSeconds?: number } = {}) {
  const tokens: TokenRequest[] = [];
  const answers: Answer[] = [];
  const seen: string[] = [];
  let [running, most] = [0, 0];
  const { url } = await serve((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => void (body += part));
    request.on('end', () => {
      if (request.url === '/.well-known/openid-configuration') {
        json(response, metadata(url));
        return;
      }
      if (request.url !== '/connect/token') {
        seen.push(request.headers.authorization ?? '');
        return (answers.length > 1 ? answers.shift() : answers[0])?.(request, response);
      }
      const form = new URLSearchParams(body);
      tokens.push({ authorization: request.headers.authorization, form });
      most = Math.max(most, ++running);
      // Long enough for another request to come in between, if there is one.
      setImmediate(() =>
        setImmediate(() => {
          running--;
          const scope = form.get('scope') ?? 'everything';
          json(response, {
            access_token: `t${tokens.length}`,
            token_type: 'Bearer',
            expires_in: lifetimeSeconds,
            scope,
          });
        }),
      );
    });
  });
  return { url, tokens, answers, seen, mostTokenRequestsAtOnce: () => most };
}

export type FakeVisma = Awaited<ReturnType<typeof startFakeVisma>>;

export function json(
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

function metadata(url: string): object {
  return {
    issuer: url,
    token_endpoint: `${url}/connect/token`,
    authorization_endpoint: `${url}/connect/authorize`,
    jwks_uri: `${url}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}
