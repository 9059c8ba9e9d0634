import type { System } from '../../systems/system.ts';

/** The pages of the sandbox's own controls. */
export const CONTROL: System = {
  id: 'control',
  name: 'Sandbox controls',
  home: '/sandbox',
  banner: 'Sandbox: nothing here is real. These are its controls; Visma has no such pages.',
  nav: [
    { label: 'Faults', href: '/sandbox/faults' },
    { label: 'Requests', href: '/sandbox/requests' },
    { label: 'Clock and keys', href: '/sandbox/time' },
    { label: 'Sessions', href: '/sandbox/sessions' },
    { label: 'Settings', href: '/sandbox/settings' },
    { label: 'Snapshots', href: '/sandbox/snapshots' },
    { label: 'Migration', href: '/sandbox/migration' },
  ],
};
