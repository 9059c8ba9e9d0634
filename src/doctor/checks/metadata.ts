import { z } from 'zod';
import { diagnose, fine, type Finding } from '../finding.ts';
import { parseJson } from '../../parseJson.ts';
import type { HostAnswer } from './host.ts';

const address = z.string().refine((text) => URL.canParse(text));
const texts = z.array(z.string()).optional();

const metadataSchema = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: address.optional(),
  token_endpoint: address.optional(),
  jwks_uri: address.optional(),
  userinfo_endpoint: address.optional(),
  end_session_endpoint: address.optional(),
  revocation_endpoint: address.optional(),
  response_types_supported: texts,
  response_modes_supported: texts,
  grant_types_supported: texts,
  code_challenge_methods_supported: texts,
  token_endpoint_auth_methods_supported: texts,
  id_token_signing_alg_values_supported: texts,
});

/** What a provider says of itself. @see OpenID Connect Discovery 1.0 §3 */
export type Metadata = z.output<typeof metadataSchema>;

const ENDPOINTS = [
  ...(['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const),
  ...(['userinfo_endpoint', 'end_session_endpoint', 'revocation_endpoint'] as const),
];

/** Where the metadata of an issuer lies (OpenID Connect Discovery 1.0 §4). */
export function metadataUrl(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
}

/** What the metadata came to; undefined metadata is not to be built on. */
export interface MetadataResult {
  readonly finding: Finding;
  readonly metadata?: Metadata;
}

/** The metadata: that it comes, that its issuer is the configured one to the letter, that every endpoint is named. */
export function checkMetadata(issuer: string, answer: HostAnswer): MetadataResult {
  const url = metadataUrl(issuer);
  const { status, headers } = answer;
  if (status >= 300 && status < 400) {
    const finding = diagnose('metadata_redirects', {
      about: 'VISMA_CONNECT_URL',
      reason: `${url} leads on to ${headers.get('location') ?? 'another address'}; the application does not follow.`,
      advice: 'Set VISMA_CONNECT_URL to the issuer itself.',
    });
    return { finding };
  }
  if (status >= 500 || status === 429) {
    const finding = diagnose('metadata_unavailable', {
      reason: `${url} answers with status ${status}: Visma Connect has trouble.`,
      advice: 'Try again later; the application starts all the same, and people who are signed in go on.',
    });
    return { finding };
  }
  if (status !== 200) {
    const finding = diagnose('metadata_missing', {
      about: 'VISMA_CONNECT_URL',
      reason: `There is no metadata at ${url} (status ${status}).`,
      advice: 'Set VISMA_CONNECT_URL to the issuer: https://connect.visma.com for the real one, without a path.',
    });
    return { finding };
  }
  return readMetadata(issuer, url, answer.text);
}

function readMetadata(issuer: string, url: string, text: string): MetadataResult {
  const parsed = metadataSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const finding = diagnose('metadata_unreadable', {
      reason: `What comes from ${url} is not the metadata of a provider.`,
      advice: 'Something else answers there: a login page of the network, a proxy, or another site.',
    });
    return { finding };
  }
  const metadata = parsed.data;
  if (metadata.issuer !== issuer) {
    const finding = diagnose('issuer_differs', {
      about: 'VISMA_CONNECT_URL',
      reason: `It is ${issuer}, and the provider calls itself ${metadata.issuer}: ${differenceOf(issuer, metadata.issuer)}.`,
      advice: 'Set VISMA_CONNECT_URL to what the provider calls itself, letter by letter.',
    });
    return { finding };
  }
  const missing = ENDPOINTS.filter((name) => metadata[name] === undefined);
  if (missing.length === 0)
    return { finding: fine('metadata', 'comes, and its issuer is the configured one'), metadata };
  const finding = diagnose('endpoint_missing', {
    reason: `The metadata does not name ${missing.join(', ')}.`,
    advice: 'This is not the Visma Connect that the application needs; see VISMA_CONNECT_URL.',
  });
  return { finding, metadata };
}

function differenceOf(ours: string, theirs: string): string {
  if (ours.replace(/\/$/, '') === theirs.replace(/\/$/, '')) return 'a slash at the end counts';
  if (ours.toLowerCase() === theirs.toLowerCase()) return 'capital letters count';
  if (ours.replace(/^https?:/, '') === theirs.replace(/^https?:/, '')) return 'http and https differ';
  return 'another host or path';
}
