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
import type { ConfigInspection } from './configInspection.ts';
import { isRunning } from './sandboxRuns.ts';
import type { Tools } from './tools.ts';

export interface CheckContext {
  readonly inspection: ConfigInspection;
  readonly tools: Tools;
  /** The company for which the service application is to be tried. */
  readonly tenantId: string | undefined;
}

/** Every check, in the order in which one builds on the other. Only reads, and asks only what leaves nothing behind. */
export async function* runChecks({ inspection, tools, tenantId }: CheckContext): Findings {
  yield* checkNode(tools.nodeVersion);
  yield* checkVariables(inspection);
  yield* checkLive(inspection);
  yield* checkBaseUrl(inspection);
  yield* checkSessionSecrets(inspection);
  yield* await checkStore(inspection, tools);
  yield* await checkApp(inspection, tools);
  if (inspection.isSandbox && !(await isRunning(inspection.issuer ?? '', tools))) {
    yield* checkScopeNames(inspection.config.scopes);
    yield sandboxNotRunning(inspection);
    return;
  }
  const answers = yield* reachHosts(inspection, tools);
  const metadata = yield* checkConnect(inspection, tools, answers.connect);
  yield* checkScopeNames(inspection.config.scopes);
  if (inspection.erpUrl !== undefined) yield* checkErp(inspection.erpUrl, answers.erp);
  if (inspection.salesOrderUrl !== undefined) yield* checkSalesOrders(inspection.salesOrderUrl, answers.salesOrders);
  yield await checkService(inspection.service, metadata?.token_endpoint, tools);
  yield* checkTenant(inspection, tenantId);
}

function sandboxNotRunning({ issuer }: ConfigInspection) {
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

async function* reachHosts({ issuer, erpUrl, salesOrderUrl }: ConfigInspection, tools: Tools): Findings<Answers> {
  const reach = (name: string, url: string | undefined) => checkHost({ name, url }, tools);
  return {
    connect: yield* reach('Visma Connect', issuer && metadataUrl(issuer)),
    erp: yield* reach('ERP API', erpUrl && erpUrlToAsk(erpUrl)),
    salesOrders: yield* reach('Sales Order API', salesOrderUrl && salesOrderUrlToAsk(salesOrderUrl)),
  };
}

async function* checkConnect(
  inspection: ConfigInspection,
  tools: Tools,
  answer: HostAnswer | undefined,
): Findings<Metadata | undefined> {
  const { issuer } = inspection;
  if (issuer === undefined) {
    yield skip('connect_address', 'VISMA_CONNECT_URL does not tell where to ask');
    return undefined;
  }
  yield* checkConnectAddress(issuer);
  if (!answer) return undefined;
  yield* checkClock(answer, inspection.config.connectSettings.clockToleranceSeconds);
  const { finding, metadata } = checkMetadata(issuer, answer);
  yield finding;
  if (!metadata) return undefined;
  if (metadata.jwks_uri !== undefined) yield await checkKeys(metadata.jwks_uri, tools);
  const { scopes, connectSettings } = inspection.config;
  yield* checkFeatures(metadata, { scopes, authentication: connectSettings.clientAuthentication });
  yield* checkApplication(inspection, metadata, tools);
  return metadata;
}
