import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { World } from '../world/world.ts';
import { openWorldRecords } from '../world/worldRecords.ts';

const codeSchema = z.object({ clientId: z.string(), personId: z.string(), redirectUri: z.string() });
const tokenSchema = z.object({ clientId: z.string(), personId: z.string() });
const companySchema = z.object({ id: z.number(), tenantId: z.string() });
const holderSchema = z.object({ personId: z.string(), tenantId: z.string() });

export type VniToken = z.infer<typeof tokenSchema>;

export interface VniCompany {
  /** The whole number of `ipp-company-id`. */
  readonly id: number;
  readonly tenantId: string;
  readonly name: string;
}

/** What VNI knows beside the world: its tokens, its numbers of companies, and who is Financials User where. */
export interface VniRecords {
  readonly giveCode: (code: z.infer<typeof codeSchema>) => string;
  /** The code's meaning, once; undefined when it is unknown, used or older than five minutes. */
  readonly takeCode: (code: string) => z.infer<typeof codeSchema> | undefined;
  readonly giveToken: (token: VniToken) => string;
  readonly findToken: (token: string) => VniToken | undefined;
  readonly removeToken: (token: string) => void;
  /** All companies; each gets its number the first time it is asked for. */
  readonly companies: () => VniCompany[];
  readonly isFinancialsUser: (personId: string, tenantId: string) => boolean;
  /** Makes the person Financials User in exactly these companies. */
  readonly setFinancialsUser: (personId: string, tenantIds: readonly string[]) => void;
  /** The companies in which a person may work, in the order of their numbers. */
  readonly companiesOf: (personId: string) => VniCompany[];
}

const CODE_SECONDS = 300;
const FIRST_COMPANY = 2_000_101;

/** Kept with the state of the sandbox; of tokens and codes only hashes. */
export function createVniRecords({ sql, clock, tenants }: World): VniRecords {
  const codes = openWorldRecords(sql, 'vni_code', codeSchema.extend({ expiresAt: z.number() }), clock.now);
  const tokens = openWorldRecords(sql, 'vni_token', tokenSchema, clock.now);
  const numbers = openWorldRecords(sql, 'vni_company', companySchema, clock.now);
  const holders = openWorldRecords(sql, 'vni_financials_user', holderSchema, clock.now);
  const companies = (): VniCompany[] => {
    const known = numbers.all();
    let last = Math.max(FIRST_COMPANY - 1, ...known.map(({ id }) => id));
    return tenants
      .all()
      .filter(({ kind }) => kind === 'company')
      .map(({ id: tenantId, name }) => {
        const number = known.find((one) => one.tenantId === tenantId)?.id ?? (last += 1);
        numbers.put(tenantId, { id: number, tenantId });
        return { id: number, tenantId, name };
      })
      .sort((a, b) => a.id - b.id);
  };
  const keyOf = (personId: string, tenantId: string): string => `${personId} ${tenantId}`;
  const isFinancialsUser = (personId: string, tenantId: string): boolean =>
    holders.find(keyOf(personId, tenantId)) !== undefined;
  return {
    companies,
    isFinancialsUser,
    companiesOf: (personId) => companies().filter(({ tenantId }) => isFinancialsUser(personId, tenantId)),
    setFinancialsUser: (personId, tenantIds) => {
      for (const held of holders.all()) if (held.personId === personId) holders.remove(keyOf(personId, held.tenantId));
      for (const tenantId of tenantIds) holders.put(keyOf(personId, tenantId), { personId, tenantId });
    },
    giveCode: (meaning) => {
      const code = randomBytes(24).toString('base64url');
      const expiresAt = clock.seconds() + CODE_SECONDS;
      codes.put(hashOf(code), { ...meaning, expiresAt }, expiresAt);
      return code;
    },
    takeCode: (code) => {
      const found = codes.find(hashOf(code));
      codes.remove(hashOf(code));
      return found && found.expiresAt > clock.seconds() ? found : undefined;
    },
    giveToken: (meaning) => {
      const token = randomUUID();
      tokens.put(hashOf(token), meaning);
      return token;
    },
    findToken: (token) => tokens.find(hashOf(token)),
    removeToken: (token) => tokens.remove(hashOf(token)),
  };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
