import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

export const TEAM_ROLES = ['owner', 'developer'] as const;

export type TeamRole = (typeof TEAM_ROLES)[number];

/** The portal's own registration at Connect, under which people let it read their profile. */
export const PORTAL_CLIENT_ID = 'visma_developer_portal';

const teamSchema = z.object({
  id: z.string(),
  /** The company's name: the publisher on consent pages. */
  name: z.string(),
  /** Unique among teams, however it is written. */
  organisationNumber: z.string(),
  country: z.string(),
  website: z.string().nullable(),
  /** Epoch seconds. */
  createdAt: z.number(),
  members: z.array(z.object({ personId: z.string(), role: z.enum(TEAM_ROLES) })),
});

export type Team = z.infer<typeof teamSchema>;

export interface Teams {
  readonly find: (id: string) => Team | undefined;
  readonly all: () => Team[];
  readonly ofPerson: (personId: string) => Team[];
  /** Blanks, dots, dashes and letter case do not count. */
  readonly byOrganisationNumber: (organisationNumber: string) => Team | undefined;
  readonly put: (team: Team) => void;
}

/** The developer teams of the portal. */
export function createTeams({ sql, clock }: WorldContext): Teams {
  const records = openWorldRecords(sql, 'team', teamSchema, clock.now);
  return {
    find: records.find,
    all: records.all,
    ofPerson: (personId) => records.all().filter(({ members }) => members.some((one) => one.personId === personId)),
    byOrganisationNumber: (given) => records.all().find((team) => plain(team.organisationNumber) === plain(given)),
    put: (team) => records.put(team.id, team),
  };
}

function plain(organisationNumber: string): string {
  return organisationNumber.replace(/[\s.-]/g, '').toUpperCase();
}
