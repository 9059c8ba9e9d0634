import type { System } from '../systems/system.ts';

/** The sign-in of VNI's time, as its pages present it. */
export const VNI: System = {
  id: 'vni',
  name: 'Visma.net (VNI)',
  home: '/',
  banner: 'Sandbox: nothing here is real. The real VNI ended on 30 April 2025.',
  nav: [],
};

/** What every page and every refusal of VNI says. */
export const VNI_ENDED = 'VNI, the sign-in of the Visma.net ERP API before Visma Connect, ended on 30 April 2025.';
