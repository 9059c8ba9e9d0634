import type { AccountView } from './account/accountView.ts';
import type { HomeView } from './companies/homePage.ts';
import type { CompaniesView } from './companies/companiesPage.ts';
import type { ConflictView } from './erp/forms/conflictView.ts';
import type { FormView } from './erp/forms/formView.ts';
import type { InventoryItemView } from './erp/inventory/inventoryItemPage.ts';
import type { ListView } from './erp/lists/listView.ts';
import type { ProtocolView } from './protocol/protocolOverview.ts';
import type { StepView } from './protocol/protocolStepView.ts';
import type { TokensView } from './protocol/protocolTokensView.ts';
import type { TryView } from './protocol/protocolTryPage.ts';
import type { SignedOutView } from './signIn/signOutPages.ts';
import type { StartView } from './startPage.ts';
import type { DetailView } from './erp/details/detailView.ts';

declare module '../web/rendering/renderPage.ts' {
  /** What each view under views/pages shows. */
  interface Views {
    'pages/account': AccountView;
    'pages/companies': CompaniesView;
    'pages/form': FormView;
    'pages/formConflict': ConflictView;
    'pages/home': HomeView;
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
    'pages/detail': DetailView;
  }
}
