import { setImmediate as soon } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { ProtocolStep } from 'visma-net-client/connect/protocolStep';
import { asStep, currentRecorder, recordConnectCall, recordingTo, recordStep } from '../../src/oidc/recordStep.ts';

const STEP = { kind: 'signed_out', startedAtMs: 1 } as const;
const call = (url: string) => ({ method: 'GET', url, headers: {}, body: undefined, startedAtMs: 1, durationMs: 2 });

/** The kinds of the steps that `work` takes. */
async function kindsOf(work: () => Promise<void>): Promise<string[]> {
  const steps: ProtocolStep[] = [];
  await recordingTo((step) => steps.push(step), work);
  return steps.map(({ kind }) => kind);
}

test('steps go to whoever records, after waiting too; those of others at the same time do not', async () => {
  const [one, other] = await Promise.all([
    kindsOf(async () => {
      recordStep(STEP);
      await soon();
      recordStep(STEP);
    }),
    kindsOf(async () => {
      await soon();
      recordStep({ ...STEP, kind: 'end_session' });
    }),
  ]);
  expect([one, other]).toEqual([['signed_out', 'signed_out'], ['end_session']]);
});

test('steps within a part that is nobody’s to see go to nobody', async () => {
  const kinds = await kindsOf(async () => {
    await recordingTo(undefined, async () => {
      await soon();
      recordStep(STEP);
      await asStep('revocation', async () => {
        await soon();
        recordConnectCall(call('https://connect.test/revocation'));
      });
    });
    recordStep({ ...STEP, kind: 'end_session' });
  });
  expect(kinds).toEqual(['end_session']);
});

test('where nobody records, nothing happens', async () => {
  expect(currentRecorder()).toBeUndefined();
  recordStep(STEP);
  expect(await asStep('userinfo', () => Promise.resolve('done'))).toBe('done');
});

test('calls to Visma Connect are of the kind of their step; metadata and keys are of their own; others are none', async () => {
  const kinds = await kindsOf(async () => {
    recordConnectCall(call('https://connect.test/anything'));
    await asStep('refresh', async () => {
      recordConnectCall(call('https://connect.test/.well-known/openid-configuration'));
      await soon();
      recordConnectCall(call('https://connect.test/jwks'));
      recordConnectCall(call('https://connect.test/connect/token'));
    });
  });
  expect(kinds).toEqual(['metadata', 'keys', 'refresh']);
});
