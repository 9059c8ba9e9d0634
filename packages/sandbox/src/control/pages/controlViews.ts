import type { FormState } from '../../systems/formState.ts';
import type { ActiveFault, FaultDescription } from '../../world/faults.ts';
import type { OverviewView } from './overviewPage.ts';
import type { RequestView } from './requestView.ts';
import type { Editor } from './settingEditor.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SessionRow {
  readonly sid: string;
  readonly username: string;
  readonly signedInAt: string;
  readonly lastSeenAt: string;
  readonly applications: readonly { readonly clientId: string; readonly origin: string }[];
}

interface NoticeRow {
  readonly clientId: string;
  readonly address: string;
  readonly message: string;
  readonly isGood: boolean;
}

interface SettingRow {
  readonly name: string;
  readonly description: string;
  readonly guess: boolean;
  readonly usual: string;
  readonly isChanged: boolean;
  readonly editor: Editor;
}

declare module '../../systems/renderPage.ts' {
  interface SandboxViews {
    'control/enter': { readonly action: string; readonly returnTo: string; readonly problem: string | null };
    'control/faults': {
      readonly form: FormState;
      readonly search: string;
      readonly active: readonly (ActiveFault & { readonly description: string })[];
      readonly applications: readonly Choice[];
      readonly groups: readonly { readonly place: string; readonly faults: readonly FaultDescription[] }[];
    };
    'control/overview': OverviewView;
    'control/requests': {
      readonly form: FormState;
      readonly isNarrowed: boolean;
      readonly systems: readonly Choice[];
      readonly applications: readonly Choice[];
      readonly statuses: readonly Choice[];
      readonly liveHref: string;
      readonly jsonHref: string;
      readonly requests: readonly RequestView[];
      readonly shown: number;
    };
    'control/request': { readonly request: RequestView; readonly json: string };
    'control/request-row': { readonly request: RequestView };
    'control/reset': Readonly<Record<string, never>>;
    'control/sessions': {
      readonly sessions: readonly SessionRow[];
      readonly ended: { readonly wasAlive: boolean; readonly notices: readonly NoticeRow[] } | null;
    };
    'control/settings': {
      readonly form: FormState;
      readonly groups: readonly { readonly title: string; readonly settings: readonly SettingRow[] }[];
    };
    'control/snapshots': {
      readonly form: FormState;
      readonly snapshots: readonly { readonly name: string; readonly savedAt: string }[];
    };
    'control/time': {
      readonly form: FormState;
      readonly now: string;
      readonly offset: string | null;
      readonly moves: readonly { readonly minutes: number; readonly label: string }[];
      readonly keys: readonly { readonly kid: string; readonly state: string; readonly made: string }[];
      readonly canSign: boolean;
      readonly canRetire: boolean;
    };
  }
}
