import { beforeEach, describe, expect, test } from '@jest/globals';
import { openSql } from '../../src/world/database.ts';
import { createInvitationCodes, invitationState, type InvitationCodes } from '../../src/world/invitationCodes.ts';
import { openDatabase } from '../../src/world/openDatabase.ts';
import { createSandboxClock, type SandboxClock } from '../../src/world/sandboxClock.ts';
import { prepareWorld } from '../../src/world/world.ts';

let codes: InvitationCodes;
let clock: SandboxClock;

beforeEach(() => {
  const sql = openSql(openDatabase('memory:'));
  prepareWorld(sql);
  clock = createSandboxClock(sql, () => 1_800_000_000_000);
  codes = createInvitationCodes({ sql, clock });
});

function issue(some: { daysToLive?: number; maxUses?: number } = {}): string {
  const { daysToLive = null, maxUses = null } = some;
  return codes.issue({ clientId: 'isv_one', description: 'For Nordfjord', daysToLive, maxUses }).code;
}

function stateOf(code: string, tenantId?: string): string | undefined {
  const found = codes.find(code);
  return found && invitationState(found, clock.seconds(), tenantId);
}

describe('An invitation code', () => {
  test('has four groups of four letters and digits, none like another', () => {
    const made = [issue(), issue()];
    for (const code of made) expect(code).toMatch(/^(?:[A-Z2-9]{4}-){3}[A-Z2-9]{4}$/);
    expect(made[0]).not.toBe(made[1]);
  });

  test('is found as people type it', () => {
    const code = issue();
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `;
    expect(codes.findTyped(typed)?.code).toBe(code);
    expect([codes.findTyped(`${code}X`), codes.findTyped('')]).toEqual([undefined, undefined]);
  });

  test('dies at its last day, and when it is revoked', () => {
    const [short, revoked] = [issue({ daysToLive: 5 }), issue()];
    clock.advance(5 * 86_400 - 1);
    expect(stateOf(short)).toBe('active');
    clock.advance(1);
    codes.revoke(revoked);
    expect([stateOf(short), stateOf(revoked)]).toEqual(['expired', 'revoked']);
  });

  test('is used up by so many companies; one of them can use it again', () => {
    const code = issue({ maxUses: 2 });
    codes.use(code, 'handel', 'kari');
    codes.use(code, 'handel', 'kari');
    expect(stateOf(code)).toBe('active');
    codes.use(code, 'service', 'kari');
    expect([stateOf(code), stateOf(code, 'handel'), stateOf(code, 'sydhav')]).toEqual(['used_up', 'active', 'used_up']);
    expect(codes.find(code)?.uses.map(({ tenantId }) => tenantId)).toEqual(['handel', 'service']);
  });
});
