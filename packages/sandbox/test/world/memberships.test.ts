import { beforeEach, describe, expect, test } from '@jest/globals';
import { openSql } from '../../src/world/database.ts';
import { createMemberships, heldRoles, pendingRoles, type Memberships } from '../../src/world/memberships.ts';
import { openDatabase } from '../../src/world/openDatabase.ts';
import { createSandboxClock, type SandboxClock } from '../../src/world/sandboxClock.ts';
import { prepareWorld } from '../../src/world/world.ts';

const DELAY = 600;

let memberships: Memberships;
let clock: SandboxClock;

beforeEach(() => {
  const sql = openSql(openDatabase('memory:'));
  prepareWorld(sql);
  clock = createSandboxClock(sql, () => 1_800_000_000_000);
  memberships = createMemberships({ sql, clock });
});

function isApiUser(): boolean {
  return memberships.hasRole('eva', 'handel', 'api_user', DELAY);
}

function pending() {
  return pendingRoles(memberships.find('eva', 'handel'), clock.seconds(), DELAY);
}

describe('Roles, with a delay of ten minutes', () => {
  test('work ten minutes after they were given, and are shown as pending until then', () => {
    memberships.setRoles('eva', 'handel', ['api_user']);
    const before = [isApiUser(), pending()];
    clock.advance(DELAY);
    expect(before).toEqual([false, [{ role: 'api_user', change: 'given', worksAt: clock.seconds() }]]);
    expect([isApiUser(), pending()]).toEqual([true, []]);
  });

  test('work on for ten minutes after they were taken', () => {
    memberships.setRoles('eva', 'handel', ['api_user'], 0);
    memberships.setRoles('eva', 'handel', []);
    const before = [isApiUser(), pending()];
    clock.advance(DELAY);
    expect(before).toEqual([true, [{ role: 'api_user', change: 'taken', worksAt: clock.seconds() }]]);
    expect([isApiUser(), pending()]).toEqual([false, []]);
  });

  test('that were taken and given back work on, but for the time they were away', () => {
    memberships.setRoles('eva', 'handel', ['api_user'], 0);
    memberships.setRoles('eva', 'handel', []);
    clock.advance(60);
    memberships.setRoles('eva', 'handel', ['api_user']);
    const seen = [0, DELAY - 60, 60].map((seconds) => {
      clock.advance(seconds);
      return isApiUser();
    });
    expect(seen).toEqual([true, false, true]);
  });

  test('of somebody who was removed work on for ten minutes too, though nobody sees a member any more', () => {
    memberships.setRoles('eva', 'handel', ['api_user'], 0);
    memberships.remove('eva', 'handel');
    expect([memberships.ofTenant('handel'), memberships.ofPerson('eva'), isApiUser()]).toEqual([[], [], true]);
    expect(memberships.tenantsWithRole('eva', 'api_user', DELAY)).toEqual(['handel']);
    clock.advance(DELAY);
    expect(memberships.tenantsWithRole('eva', 'api_user', DELAY)).toEqual([]);
  });

  test('stand when they are saved again unchanged', () => {
    memberships.setRoles('eva', 'handel', ['api_user'], 0);
    memberships.setRoles('eva', 'handel', ['api_user', 'integration_administrator']);
    expect([isApiUser(), heldRoles(memberships.find('eva', 'handel'))]).toEqual([
      true,
      ['api_user', 'integration_administrator'],
    ]);
    expect(pending().map(({ role }) => role)).toEqual(['integration_administrator']);
  });
});
