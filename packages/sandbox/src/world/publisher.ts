import type { Application } from './application.ts';
import type { World } from './world.ts';

/** The name of the company that publishes an application. */
export function publisherOf({ teams }: World, { teamId }: Application): string {
  return teamId === null ? 'Visma' : (teams.find(teamId)?.name ?? 'Unknown');
}
