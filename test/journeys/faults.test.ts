import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FAULTS } from '../../packages/sandbox/src/faults.ts';
import { ERP_CASES } from './faultCases/erpCases.ts';
import { openFaultStage, type FaultCases, type FaultStage } from './faultCases/faultStage.ts';
import { PROVIDER_CASES } from './faultCases/providerCases.ts';
import { REFRESH_CASES } from './faultCases/refreshCases.ts';
import { SIGN_IN_CASES } from './faultCases/signInCases.ts';
import { SIGN_OUT_CASES } from './faultCases/signOutCases.ts';

/*
 * What the app answers to each fault of the sandbox, through the front door, and that it goes on when the fault is
 * gone. What each fault does by itself is tested with the sandbox.
 */

const CASES: FaultCases = {
  ...SIGN_IN_CASES,
  ...PROVIDER_CASES,
  ...REFRESH_CASES,
  ...ERP_CASES,
  ...SIGN_OUT_CASES,
};

let answering: FaultStage;
let hanging: FaultStage;

beforeAll(async () => {
  [answering, hanging] = await Promise.all([openFaultStage({ hangs: false }), openFaultStage({ hangs: true })]);
});
beforeEach(() => Promise.all([answering.mend(), hanging.mend()]));
afterAll(() => Promise.all([answering.stop(), hanging.stop()]));

describe('The app’s answer to each fault', () => {
  test('is in the table', () => {
    expect(Object.keys(CASES).sort()).toEqual(FAULTS.map(({ name }) => name).sort());
  });

  test.each(FAULTS)('$name', async ({ name }) => {
    await CASES[name]?.(/_hangs$|_timeout$/.test(name) ? hanging : answering, name);
  });

  test('and nothing secret is in its log', () => {
    for (const { stack } of [answering, hanging]) {
      expect(stack.log()).toContain('request refused');
      for (const secret of ['eyJ', 'sandbox-web-secret', 'sandbox-service-secret'])
        expect(stack.log()).not.toContain(secret);
    }
  });
});
