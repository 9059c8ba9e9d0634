import type { Finding } from './finding.ts';
import type { ConfigInspection } from './configInspection.ts';

/** Shorter ones are no secrets, and would cut words out of sentences. */
const SHORTEST = 6;

/**
 * A last guard: findings without any secret of the configuration, should one have come back in what a server said.
 * @returns the finding, cut
 */
export function secretCutter(inspection: ConfigInspection): (finding: Finding) => Finding {
  const secrets = secretsOf(inspection)
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
    .sort((one, other) => other.length - one.length);
  const cut = (text: string) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '(cut)'), text);
  return (finding) => ({
    ...finding,
    reason: cut(finding.reason),
    about: finding.about === undefined ? undefined : cut(finding.about),
    advice: finding.advice === undefined ? undefined : cut(finding.advice),
  });
}

function secretsOf({ env, config, client, service }: ConfigInspection): string[] {
  const { password } = URL.canParse(config.storeUrl) ? new URL(config.storeUrl) : { password: '' };
  const named = [client?.secret, service?.clientSecret, env.VISMA_CLIENT_SECRET, env.VISMA_SERVICE_CLIENT_SECRET];
  return [...named, env.SESSION_SECRET, ...config.session.secrets, password, env.SANDBOX_ADMIN_TOKEN].filter(
    (secret) => secret !== undefined,
  );
}
