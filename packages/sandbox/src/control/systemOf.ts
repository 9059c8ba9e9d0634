/** The names under which requests are recorded. */
export const SYSTEMS = [
  'Visma Connect',
  'Visma.net ERP API',
  'Visma.net ERP API, old host',
  'Sales Order API',
  'VNI',
] as const;

export type System = (typeof SYSTEMS)[number];

const PREFIXES: readonly { prefix: string; system: System }[] = [
  { prefix: '/.well-known/', system: 'Visma Connect' },
  { prefix: '/connect/', system: 'Visma Connect' },
  { prefix: '/v1/', system: 'Visma.net ERP API' },
  { prefix: '/v2/', system: 'Visma.net ERP API' },
  { prefix: '/api/controller/', system: 'Visma.net ERP API, old host' },
  { prefix: '/api/service/controller/', system: 'Visma.net ERP API, old host' },
  { prefix: '/api/v1/', system: 'Sales Order API' },
  { prefix: '/api/v2/', system: 'Sales Order API' },
  { prefix: '/api/v3/', system: 'Sales Order API' },
  { prefix: '/api/', system: 'VNI' },
];

/** Which real system a path belongs to; undefined for what is not recorded, such as pages and the control API. */
export function systemOf(path: string): System | undefined {
  const lower = path.toLowerCase();
  if (lower.startsWith('/connect/interaction/') || lower.startsWith('/connect/first-party')) return undefined;
  return PREFIXES.find(({ prefix }) => lower.startsWith(prefix))?.system;
}
