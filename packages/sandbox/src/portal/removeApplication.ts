import type { World } from './portalWorld.ts';

/** Deletes an application with all that hangs on its client id, so that whoever takes the id next begins with nothing. */
export function removeApplication(world: World, clientId: string): void {
  world.sql.transaction(() => {
    world.secrets.removeAll(clientId);
    for (const { api } of world.integrations.ofApplication(clientId)) world.integrations.remove(clientId, api);
    world.tenantGrants.removeAll(clientId);
    world.invitationCodes.removeAll(clientId);
    for (const { personId } of world.consents.ofApplication(clientId)) world.consents.withdraw(personId, clientId);
    for (const { grantId } of world.signIns.all().filter((signIn) => signIn.clientId === clientId))
      world.signIns.end(grantId);
    world.applications.remove(clientId);
  });
}
