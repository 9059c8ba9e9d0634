import type { AccountView } from './accountView.ts';
import type { CompaniesView } from './companiesPage.ts';
import type { ConflictView } from './forms/conflictView.ts';
import type { FormView } from './forms/formView.ts';
import type { InventoryItemView } from './inventoryItemPage.ts';
import type { ListView } from './lists/listView.ts';
import type { ProtocolView } from './protocolOverview.ts';
import type { StepView } from './protocolStepView.ts';
import type { TokensView } from './protocolTokensView.ts';
import type { TryView } from './protocolTryPage.ts';
import type { SignedOutView } from './signOutPages.ts';
import type { StartView } from './startPage.ts';
import type { ThingView } from './things/thingView.ts';

declare module '../web/renderPage.ts' {
  /** What each view under views/pages shows. */
  interface Views {
    'pages/account': AccountView;
    'pages/companies': CompaniesView;
    'pages/form': FormView;
    'pages/formConflict': ConflictView;
    'pages/inventoryItem': InventoryItemView;
    'pages/list': ListView;
    /** Shows what the frame of every page holds. */
    'pages/logout': undefined;
    'pages/protocol': ProtocolView;
    'pages/protocolStep': StepView;
    'pages/protocolTokens': TokensView;
    'pages/protocolTry': TryView;
    'pages/signedOut': SignedOutView;
    'pages/start': StartView;
    'pages/thing': ThingView;
  }
}
