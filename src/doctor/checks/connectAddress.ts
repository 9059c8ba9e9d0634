import { diagnose, fine, type Finding } from '../finding.ts';

const REAL = 'https://connect.visma.com';

/** Whether the issuer is one that is known to be another system. */
export function checkConnectAddress(issuer: string): Finding[] {
  const { hostname } = new URL(issuer);
  const about = 'VISMA_CONNECT_URL';
  if (hostname === 'integration.visma.net') {
    return [
      diagnose('connect_is_vni', {
        about,
        reason: 'This is the host of VNI, the sign-in that ended on 30 April 2025.',
        advice: `Set VISMA_CONNECT_URL=${REAL}; docs/migration.md tells what else changes.`,
      }),
    ];
  }
  if (hostname === 'identity.vismaonline.com') {
    return [
      diagnose('connect_is_another', {
        about,
        reason: 'This is the identity server of Visma eAccounting (Spiris), which knows no Visma.net company.',
        advice: `Set VISMA_CONNECT_URL=${REAL}.`,
      }),
    ];
  }
  if (hostname.endsWith('.stagaws.visma.com') || hostname.includes('.stag.')) {
    return [
      diagnose('connect_is_staging', {
        about,
        reason: `${hostname} is one of Visma’s staging hosts: it knows other applications and other people.`,
        advice: `For real customers set VISMA_CONNECT_URL=${REAL}.`,
      }),
    ];
  }
  return [fine('connect_address', issuer)];
}
