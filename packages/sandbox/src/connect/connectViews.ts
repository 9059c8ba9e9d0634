import type { ConnectError } from '../world/connectErrors.ts';
import type { Person } from '../world/people.ts';
import type { PageMessages } from './pageMessages.ts';

interface WithMessages {
  readonly messages: PageMessages;
}

/** What the pages of a sign-in share. */
interface SignInStep extends WithMessages {
  /** Where its forms are posted to. */
  readonly path: string;
  readonly application: { readonly name: string; readonly publisher: string };
  readonly person: Person | undefined;
}

declare module '../systems/renderPage.ts' {
  interface SandboxViews {
    'connect/company': SignInStep & {
      readonly companies: readonly {
        readonly id: string;
        readonly name: string;
        readonly organisationNumber: string;
      }[];
    };
    'connect/consent': SignInStep & {
      readonly permissions: readonly {
        readonly description: string;
        readonly api: string | null;
        readonly isNew: boolean;
      }[];
      readonly companyName: string | null;
      readonly warning: { readonly createdAt: string; readonly users: number } | null;
      readonly privacyPolicyUri: string | null;
      readonly termsUri: string | null;
    };
    'connect/error': WithMessages & { readonly failure: ConnectError | undefined };
    'connect/form-post': WithMessages & {
      readonly action: string;
      readonly fields: readonly (readonly [name: string, value: string])[];
    };
    'connect/notice': WithMessages & { readonly title: string; readonly text: string };
    'connect/sign-in': SignInStep & {
      readonly username: string;
      readonly isWrong: boolean;
      /** Whom to sign in as, and with which password. */
      readonly seeds: readonly Person[];
      readonly password: string;
    };
    'connect/sign-out': WithMessages & { readonly token: string; readonly uiLocales: string };
    'connect/signed-out': WithMessages & {
      readonly frames: readonly string[];
      readonly next: string | undefined;
      readonly timeoutMs: number;
      readonly wasSignedIn: boolean;
    };
  }
}
