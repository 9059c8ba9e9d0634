import { checkErp, checkSalesOrders, erpUrlToAsk, salesOrderUrlToAsk } from './checks/apis.ts';
import { checkApp } from './checks/app.ts';
import { checkApplication } from './checks/application.ts';
import { checkBaseUrl } from './checks/baseUrl.ts';
import { checkClock } from './checks/clock.ts';
import { checkConnectAddress } from './checks/connectAddress.ts';
import { checkFeatures } from './checks/features.ts';
import { checkHost, type HostAnswer } from './checks/host.ts';
import { checkKeys } from './checks/keys.ts';
import { checkLive } from './checks/live.ts';
import { checkMetadata, metadataUrl, type Metadata } from './checks/metadata.ts';
import { checkNode } from './checks/node.ts';
import { checkScopeNames } from './checks/scopes.ts';
import { checkService } from './checks/service.ts';
import { checkSessionSecrets } from './checks/sessionSecrets.ts';
import { checkStore } from './checks/store.ts';
import { checkTenant } from './checks/tenant.ts';
import { checkVariables } from './checks/variables.ts';
import { diagnose, skip, type Findings } from './finding.ts';
import type { Patient } from './patient.ts';
import { isRunning } from './sandboxRuns.ts';
import type { Tools } from './tools.ts';

export interface Examination {
  readonly patient: Patient;
  readonly tools: Tools;
  /** The company for which the service application is to be tried. */
  readonly tenantId: string | undefined;
}

/** Every check, in the order in which one builds on the other. Only reads, and asks only what leaves nothing behind. */
export async function* examine({ patient, tools, tenantId }: Examination): Findings {
  yield* checkNode(tools.nodeVersion);
  yield* checkVariables(patient);
  yield* checkLive(patient);
  yield* checkBaseUrl(patient);
  yield* checkSessionSecrets(patient);
  yield* await checkStore(patient, tools);
  yield* await checkApp(patient, tools);
  if (patient.isSandbox && !(await isRunning(patient.issuer ?? '', tools))) {
    yield* checkScopeNames(patient.config.scopes);
    yield sandboxNotRunning(patient);
    return;
  }
  const answers = yield* reachHosts(patient, tools);
  const metadata = yield* examineConnect(patient, tools, answers.connect);
  yield* checkScopeNames(patient.config.scopes);
  if (patient.erpUrl !== undefined) yield* checkErp(patient.erpUrl, answers.erp);
  if (patient.salesOrderUrl !== undefined) yield* checkSalesOrders(patient.salesOrderUrl, answers.salesOrders);
  yield await checkService(patient.service, metadata?.token_endpoint, tools);
  yield* checkTenant(patient, tenantId);
}

function sandboxNotRunning({ issuer }: Patient) {
  return diagnose('sandbox_not_running', {
    reason: `Nothing real is configured, and the sandbox does not run at ${issuer ?? 'its address'}: what it stands in for cannot be checked.`,
    advice:
      'npm start runs it beside the application, npm run sandbox alone. To check the real thing, set VISMA_CONNECT_URL, VISMA_CLIENT_ID, VISMA_CLIENT_SECRET and SESSION_SECRET (.env.example).',
  });
}

interface Answers {
  readonly connect: HostAnswer | undefined;
  readonly erp: HostAnswer | undefined;
  readonly salesOrders: HostAnswer | undefined;
}

async function* reachHosts({ issuer, erpUrl, salesOrderUrl }: Patient, tools: Tools): Findings<Answers> {
  const reach = (name: string, url: string | undefined) => checkHost({ name, url }, tools);
  return {
    connect: yield* reach('Visma Connect', issuer && metadataUrl(issuer)),
    erp: yield* reach('ERP API', erpUrl && erpUrlToAsk(erpUrl)),
    salesOrders: yield* reach('Sales Order API', salesOrderUrl && salesOrderUrlToAsk(salesOrderUrl)),
  };
}

async function* examineConnect(
  patient: Patient,
  tools: Tools,
  answer: HostAnswer | undefined,
): Findings<Metadata | undefined> {
  const { issuer } = patient;
  if (issuer === undefined) {
    yield skip('connect_address', 'VISMA_CONNECT_URL does not tell where to ask');
    return undefined;
  }
  yield* checkConnectAddress(issuer);
  if (!answer) return undefined;
  yield* checkClock(answer);
  const { finding, metadata } = checkMetadata(issuer, answer);
  yield finding;
  if (!metadata) return undefined;
  if (metadata.jwks_uri !== undefined) yield await checkKeys(metadata.jwks_uri, tools);
  yield* checkFeatures(metadata, patient.config.scopes);
  yield* checkApplication(patient, metadata, tools);
  return metadata;
}
