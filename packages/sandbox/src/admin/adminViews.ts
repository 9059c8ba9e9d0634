import type { FormState } from '../systems/formState.ts';
import type { Link } from '../systems/system.ts';
import type { Tenant } from '../world/tenants.ts';
import type { Place } from './places.ts';
import type { RoleSwitch } from './roleSwitches.ts';

interface PersonLink {
  readonly name: string;
  readonly username: string;
  readonly href: string;
}

interface EditedPlace extends Place {
  readonly switches: readonly RoleSwitch[];
  readonly error: string | null;
}

declare module '../systems/renderPage.ts' {
  interface SandboxViews {
    'admin/companies': {
      readonly customer: Tenant;
      readonly companies: readonly (Tenant & { readonly href: string; readonly people: number })[];
    };
    'admin/company': {
      readonly tenant: Tenant;
      readonly people: readonly (PersonLink & { readonly place: Place | undefined })[];
      readonly edit: string;
      readonly newPerson: string;
    };
    'admin/company-general': {
      readonly form: FormState;
      readonly tabs: readonly Link[];
      readonly edit: string;
      readonly cancel: string;
    };
    'admin/company-configuration': {
      readonly tenant: Tenant;
      readonly customer: Tenant;
      readonly tabs: readonly Link[];
      readonly current: string;
    };
    'admin/new-person': {
      readonly form: FormState;
      readonly action: string;
      readonly cancel: string;
      readonly choices: readonly { readonly value: string; readonly label: string; readonly help: string }[];
    };
    'admin/people': {
      readonly customer: Tenant;
      readonly people: readonly (PersonLink & { readonly isDisabled: boolean; readonly places: readonly Place[] })[];
      readonly newPerson: string;
    };
    'admin/person': {
      readonly username: string;
      readonly isSelf: boolean;
      readonly isDisabled: boolean;
      readonly lastSignIn: string | null;
      readonly places: readonly EditedPlace[];
      readonly refused: {
        readonly tenantId: string;
        readonly roles: readonly string[];
        readonly message: string;
      } | null;
    };
    'admin/remove-person': {
      readonly name: string;
      readonly tenant: Tenant;
      readonly delayMinutes: number;
      readonly action: string;
      readonly back: string;
    };
  }
}
