import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from '@jest/globals';
import type { Environment } from '../../src/config.ts';
import type { DiagnosisId } from '../../src/doctor/diagnoses.ts';
import { runChecks } from '../../src/doctor/runChecks.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { inspectEnvironment, type SandboxApplications } from '../../src/doctor/configInspection.ts';
import { createTools, type Tools } from '../../src/doctor/tools.ts';
import type { Sandbox } from '../../packages/sandbox/src/start.ts';

/** Drawn by chance once; good. */
export const STRONG = 'q0V7nB2xW9mKr4TzLc8YpDf3HsJg6EaUiOoXvNyQeRtZbMkP';

const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file in a folder of this test file. */
export function inFolder(name: string): string {
  return join(folder, name);
}

/** Variables as for the real thing, with the sandbox as the real thing. `baseUrl` must be registered there. */
export function healthyEnv(sandbox: Sandbox, baseUrl: string): Environment {
  const { webApplication: web, serviceApplication: service } = sandbox;
  return {
    PORT: new URL(baseUrl).port,
    BASE_URL: baseUrl,
    VISMA_CONNECT_URL: sandbox.url,
    VISMA_CLIENT_ID: web.clientId,
    VISMA_CLIENT_SECRET: web.clientSecret,
    VISMA_ERP_URL: sandbox.url,
    VISMA_SALES_ORDER_URL: sandbox.url,
    VISMA_SERVICE_CLIENT_ID: service.clientId,
    VISMA_SERVICE_CLIENT_SECRET: service.clientSecret,
    VISMA_TENANT_ID: service.tenantId,
    SESSION_SECRET: STRONG,
    STORE_URL: `sqlite:${inFolder('app.db')}`,
  };
}

export interface VisitOptions {
  readonly tools?: Partial<Tools>;
  readonly tenantId?: string | undefined;
  readonly sandboxApplications?: SandboxApplications;
}

/** Everything the doctor finds. */
export async function visit(env: Environment, options: VisitOptions = {}): Promise<Finding[]> {
  const real = createTools(env);
  const findings: Finding[] = [];
  const inspection = inspectEnvironment(env, options.sandboxApplications);
  const tools = { ...real, ...options.tools };
  for await (const finding of runChecks({ inspection, tools, tenantId: options.tenantId })) findings.push(finding);
  await real.close();
  return findings;
}

/** What is wrong, by name. */
export function diagnosesIn(findings: readonly Finding[]): DiagnosisId[] {
  return findings.flatMap(({ diagnosis }) => diagnosis ?? []);
}

/** The fault is found, and no other; with words that say what to do. */
export function expectOnly(diagnosis: DiagnosisId, findings: readonly Finding[]): Finding {
  expect(diagnosesIn(findings)).toEqual([diagnosis]);
  const [finding] = findings.filter((one) => one.diagnosis === diagnosis);
  expect(finding?.advice).toMatch(/\w{3}/);
  if (!finding) throw new Error('not found');
  return finding;
}

/** What Node.js throws when a call does not get through. */
export function failure(code: string): Error {
  return Object.assign(new Error('no text that anybody should read'), { code });
}
