import type { VniRequest } from './checkVniRequest.ts';
import type { MigrationView } from './migration/migrationPage.ts';
import type { VniCompany } from './vniRecords.ts';

declare module '../systems/renderPage.ts' {
  interface SandboxViews {
    'vni/consent': {
      readonly asked: VniRequest;
      readonly companies: readonly VniCompany[];
      readonly action: string;
      readonly ended: string;
    };
    'control/migration': MigrationView;
  }
}
