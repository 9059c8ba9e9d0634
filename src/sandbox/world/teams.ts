import { z } from 'zod';
import type { WorldContext } from './worldContext.ts';
import { openWorldRecords } from './worldRecords.ts';

export const teamSchema = z.object({
  id: z.string(),
  /** The company's name: the publisher on consent pages. */
  name: z.string(),
  /** Unique among teams. */
  organisationNumber: z.string(),
  country: z.string(),
  website: z.string().nullable(),
  /** Epoch seconds. */
  createdAt: z.number(),
  members: z.array(z.object({ personId: z.string(), role: z.enum(['owner', 'developer']) })),
});

export type Team = z.infer<typeof teamSchema>;

export interface Teams {
  find: (id: string) => Team | undefined;
  all: () => Team[];
  ofPerson: (personId: string) => Team[];
  put: (team: Team) => void;
}

/** The developer teams of the portal. */
export function createTeams({ sql, clock }: WorldContext): Teams {
  const records = openWorldRecords(sql, 'team', teamSchema, clock.now);
  return {
    find: records.find,
    all: records.all,
    ofPerson: (personId) => records.all().filter(({ members }) => members.some((one) => one.personId === personId)),
    put: (team) => records.put(team.id, team),
  };
}
