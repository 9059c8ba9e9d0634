import type { ConnectDeps } from './connectDeps.ts';
import type { ConnectProvider } from './connectProvider.ts';

/** Ends a sign-in with all its tokens; others of the same person live on. */
export async function endGrant({ world }: ConnectDeps, { provider }: ConnectProvider, grantId: string): Promise<void> {
  world.signIns.end(grantId);
  await provider.AccessToken.revokeByGrantId(grantId);
  await provider.RefreshToken.revokeByGrantId(grantId);
  const grant = await provider.Grant.find(grantId, { ignoreExpiration: true });
  await grant?.destroy();
}
