import type { FormState } from '../systems/formState.ts';
import type { Tenant } from '../world/tenants.ts';
import type { ApplicationCard } from './applicationCard.ts';
import type { ApiPermissions, Permission } from './permissions.ts';
import type { StorePaths } from './storeSystem.ts';

interface GrantedApp {
  readonly app: ApplicationCard;
  readonly href: string;
  readonly apis: readonly ApiPermissions[];
  readonly granted: string;
  readonly withdrawn: string | null;
  readonly waiting: number;
}

declare module '../systems/renderPage.ts' {
  interface SandboxViews {
    'appStore/invitation-code': {
      readonly form: FormState;
      readonly paths: StorePaths;
      readonly tenant: Tenant;
    };
    'appStore/listings': {
      readonly apps: readonly (ApplicationCard & { readonly href: string; readonly isGranted: boolean })[];
      readonly q: string;
      readonly paths: StorePaths;
      readonly isEmpty: boolean;
    };
    'appStore/listing': {
      readonly app: ApplicationCard;
      readonly apis: readonly ApiPermissions[];
      readonly isMarketing: boolean;
      readonly isGranted: boolean;
      readonly integrate: string;
      readonly myApp: string;
      readonly tenant: Tenant;
    };
    'appStore/consent': {
      readonly app: ApplicationCard;
      readonly tenant: Tenant;
      readonly form: FormState;
      readonly apis: readonly ApiPermissions[];
      readonly canLeaveOff: boolean;
      readonly signsPeopleIn: boolean;
      readonly action: string;
      readonly cancel: string;
    };
    'appStore/confirm': {
      readonly app: ApplicationCard;
      readonly tenant: Tenant;
      readonly scopes: readonly string[];
      readonly apis: readonly ApiPermissions[];
      readonly path: string;
    };
    'appStore/my-app': {
      readonly app: ApplicationCard;
      readonly tenant: Tenant;
      readonly form: FormState;
      readonly apis: readonly ApiPermissions[];
      readonly waiting: readonly Permission[];
      readonly granted: string;
      readonly grantedBy: string | null;
      readonly withdrawn: string | null;
      readonly endsTokens: boolean;
      readonly action: string;
      readonly integrate: string;
    };
    'appStore/withdraw': {
      readonly name: string;
      readonly tenant: Tenant;
      readonly endsTokens: boolean;
      readonly tokenMinutes: number;
      readonly back: string;
      readonly action: string;
    };
    'appStore/my-apps': {
      readonly form: FormState;
      readonly tenant: Tenant;
      readonly paths: StorePaths;
      readonly granted: readonly GrantedApp[];
      readonly withdrawn: readonly GrantedApp[];
    };
  }
}
